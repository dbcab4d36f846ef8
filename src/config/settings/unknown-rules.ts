import type { RuleSet } from '../../model/rule.js';
import type { EntryProblem } from '../entry-problem.js';
import { suppressionRules } from '../../model/suppression-rules.js';
import { didYouMean } from '../schema-faults.js';
import type { FieldPath } from '../yaml-document.js';
import type { ParsedSettings } from './settings-file.js';

/** A rule that does not exist cannot be switched off: its name is misspelt. */
export function unknownRules(
  files: readonly ParsedSettings[],
  { rules }: RuleSet,
): readonly EntryProblem[] {
  const ids = [...rules.map(({ id }) => id), ...suppressionRules.map(({ id }) => id)];
  const known = new Set(ids);
  return files.flatMap(({ written, problemAt }) => {
    const named = [
      ...namesIn(written?.rules, ['rules']),
      ...(written?.overrides ?? []).flatMap((one, index) =>
        namesIn(one.rules, ['overrides', index, 'rules']),
      ),
    ];
    return named
      .filter(({ name }) => !known.has(name))
      .map(({ name, path }) => problemAt(path, `no such rule${didYouMean(name, ids)}`));
  });
}

const namesIn = (
  rules: Readonly<Record<string, unknown>> | undefined,
  path: FieldPath,
): readonly { readonly name: string; readonly path: FieldPath }[] =>
  Object.keys(rules ?? {}).map((name) => ({ name, path: [...path, name] }));
