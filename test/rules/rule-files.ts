import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseRule } from '../../src/config/rules/rule-file.js';
import { ruleTopics, type Rule } from '../../src/model/rule.js';

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Every shipped rule as it stands in its file. */
export const shippedRuleFiles: readonly Rule[] = ruleTopics.flatMap((topic) => {
  const folder = join(RULES, topic);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.map((name) => {
    const { rule } = parseRule(`${topic}/${name}`, readFileSync(join(folder, name), 'utf8'), topic);
    return rule!;
  });
});
