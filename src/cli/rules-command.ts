import type { OwnRule } from '../config/rules/own-rules.js';
import { loadOwnRules, rulesWith } from '../config/rules/rules.js';
import type { Rule } from '../index.js';
import { folderTree } from '../io/folder-tree.js';
import { requireFolder } from '../io/folder.js';
import { countOf } from '../text/count-of.js';
import { escapeControls } from '../text/escape-controls.js';

/** The options of `resilint rules`, as commander hands them over. */
export interface RulesFlags {
  readonly format: 'text' | 'json';
  readonly test?: true;
}

/** What is told of a rule. */
interface ListedRule {
  readonly id: string;
  readonly topic: string;
  readonly severity: string;
  readonly stability: string;
  readonly what: string;
  /** The file of the user that it is written in; shipped ones have none. */
  readonly file?: string;
}

export async function runRules(dir: string, { format, test }: RulesFlags): Promise<void> {
  requireFolder(dir);
  const own = await loadOwnRules(folderTree(dir));
  if (test) {
    const { testRules } = await import('./rules-test.js');
    testRules({ dir, own, format });
    return;
  }
  const listed = listedRules(rulesWith(own).rules, own);
  const text = format === 'json' ? JSON.stringify(listed, null, 2) : ruleTable(listed);
  process.stdout.write(`${text}\n`);
}

/** In the order of the rule pack, which is by topic and id; those of the user last. */
function listedRules(rules: readonly Rule[], own: readonly OwnRule[]): readonly ListedRule[] {
  const files = new Map(own.map(({ file, rule }) => [rule.id, file]));
  return rules.map(({ id, topic = 'own', severity, stability, what }) => {
    const file = files.get(id);
    return {
      id,
      topic,
      severity: severity.request,
      stability,
      what,
      ...(file !== undefined && { file }),
    };
  });
}

function ruleTable(rules: readonly ListedRule[]): string {
  const idWidth = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.flatMap(({ id, topic, severity, stability, what }, index) => {
    const heading = rules[index - 1]?.topic === topic ? [] : [...(index === 0 ? [] : ['']), topic];
    const row = `  ${id.padEnd(idWidth)}  ${severity.padEnd(7)}  ${stability.padEnd(7)}  ${what}`;
    return [...heading, escapeControls(row)];
  });
  const nursery = rules.filter(({ stability }) => stability === 'nursery').length;
  const count = `${countOf(rules.length, 'rule')}, ${nursery} of them in the nursery`;
  return [...lines, '', count].join('\n');
}
