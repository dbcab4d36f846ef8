import type { AskedRule, Finding } from '../../model/assessment.js';
import type { Rule, RuleExample } from '../../model/rule.js';
import { countOf } from '../../text/count-of.js';
import { groupBy } from '../../text/group-by.js';
import type { Anchors } from './anchors.js';
import { highlighted } from './code.js';
import type { Facts } from './facts.js';
import type { ReportInput } from './input.js';

const MOST_LINES = 40;

interface Shown {
  readonly findings: readonly Finding[];
  readonly anchors: Anchors;
}

/** What each rule with findings means, and how code looks with and without the flaw. */
export function ruleCards(facts: Facts, { rules }: ReportInput, { findings, anchors }: Shown) {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return [...groupBy(findings, ({ rule }) => rule)].map(([id, members]) => {
    const asked = facts.rules.get(id);
    return {
      id: anchors.of('rule', id),
      name: id,
      count: countOf(members.length, 'finding'),
      what: asked?.what ?? '',
      why: facts.advice.get(id)?.why ?? [],
      remedy: facts.advice.get(id)?.remedy ?? [],
      references: asked === undefined ? [] : linksOf(asked),
      isNursery: asked?.stability === 'nursery',
      ...beforeAndAfter(known.get(id)),
    };
  });
}

/** Only what a browser opens as a page becomes a link. */
const linksOf = ({ references }: AskedRule) =>
  references.map((url) => ({ url, isLink: /^https?:\/\//.test(url) }));

/** The first example of a rule with the flaw, and the first without. */
function beforeAndAfter(rule: Rule | undefined) {
  const shown = (rule?.examples ?? []).flatMap((example) => exampleView(example));
  const before = shown.find(({ isFlawed }) => isFlawed) ?? null;
  const after = shown.find(({ isFlawed }) => !isFlawed) ?? null;
  return before === null || after === null ? { before: null, after: null } : { before, after };
}

function exampleView(example: RuleExample) {
  if (!('files' in example)) return [];
  const texts = Object.entries(example.files).filter(([file]) => /\.[cm]?[jt]sx?$/.test(file));
  const isFlawed = texts.some(([, text]) => /\/\/ expect\s*$/m.test(text));
  const files = texts.map(([file, text]) => ({
    file,
    lines: text
      .trimEnd()
      .split('\n')
      .slice(0, MOST_LINES)
      .map((line, index) => ({
        number: index + 1,
        isMarked: /\/\/ expect\s*$/.test(line),
        tokens: highlighted(line.replace(/\s*\/\/ expect\s*$/, '')),
      })),
  }));
  return [{ name: example.name, isFlawed, files }];
}
