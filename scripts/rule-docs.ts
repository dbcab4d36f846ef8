import { format, resolveConfig } from 'prettier';
import { ruleTopics, type Rule, type RuleExample, type RuleTopic } from '../src/model/rule.js';
import { reaches } from '../src/model/levels.js';

export const RULE_DOCS = 'docs/rules.md';

/** The page about all rules, made from what they say of themselves. */
export async function ruleDocs(rules: readonly Rule[]): Promise<string> {
  const parts = [introduction(rules), ...ruleTopics.map((topic) => topicPart(topic, rules))];
  const options = await resolveConfig(RULE_DOCS);
  // Examples stay as they are scanned.
  const embeddedLanguageFormatting = 'off';
  return format(parts.join('\n\n'), { ...options, parser: 'markdown', embeddedLanguageFormatting });
}

const introduction = (rules: readonly Rule[]): string => `# Rules

This page is made from the files below \`rules\` by \`npm run build\`: change those, not this. Each
example is scanned by the tests; the lines marked \`// expect\` are the findings.

A rule of the **nursery** is told and never fails a gate: it is not yet known to be right nine times
of ten on real code, or the facts it asks for are not found yet (its examples are then facts).

| rule | on the way of a request | stability | what |
| --- | --- | --- | --- |
${rules.map(row).join('\n')}`;

const row = ({ id, severity, stability, what }: Rule): string =>
  `| [${id}](#${id}) | ${severity.request} | ${stability} | ${what} |`;

function topicPart(topic: RuleTopic, rules: readonly Rule[]): string {
  const own = rules.filter((rule) => rule.topic === topic);
  return [`## ${topic}`, ...own.map(rulePart)].join('\n\n');
}

function rulePart(rule: Rule): string {
  const { id, what, why, remedy, references } = rule;
  return [
    `### ${id}`,
    `${what}. _${gravity(rule)}._`,
    `**Why.** ${why}`,
    `**What to do.** ${remedy}`,
    ...rule.examples.map(examplePart),
    `References: ${references.map((url) => `<${url}>`).join(', ')}`,
  ].join('\n\n');
}

function gravity({ severity, stability }: Rule): string {
  const levels = reaches.map((reach) => `${reach} ${severity[reach]}`).join(', ');
  return stability === 'nursery' ? `nursery; ${levels}` : levels;
}

function examplePart(example: RuleExample): string {
  if ('facts' in example) {
    const outcome = example.expect === 'finding' ? 'is found' : 'is not found';
    return `- ${example.name}: \`${JSON.stringify(example.facts)}\` ${outcome}`;
  }
  const files = Object.entries(example.files).map(
    ([file, text]) => `\`${file}\`\n\n\`\`\`${languageOf(file)}\n${text.trimEnd()}\n\`\`\``,
  );
  return [`_${example.name}_`, ...files].join('\n\n');
}

const languageOf = (file: string): string => (file.endsWith('.json') ? 'json' : 'typescript');
