import { askRules, assess } from '../index.js';
import type { Rule, RuleExample } from '../index.js';
import { inTemporaryFolder } from '../io/temporary-folder.js';
import { factsAssessment } from './facts-assessment.js';

/** A finding as "file:line"; that of an example of facts as "facts". */
export type FindingAt = string;

/** Where the rule finds the flaw in one of its examples, in the order of `expectedFindings`. */
export function foundFindings(rule: Rule, example: RuleExample): readonly FindingAt[] {
  const rules = { rules: [rule], hash: '' };
  if ('facts' in example) {
    return askRules(factsAssessment(rule.subject, example.facts), rules).findings.map(
      () => 'facts',
    );
  }
  return inTemporaryFolder(withManifest(example.files), (root) =>
    assess({ root, rules, cache: false })
      .findings.map(({ file, line }) => `${file}:${line}`)
      .sort(),
  );
}

/** The lines that end in `// expect`. */
export function expectedFindings(example: RuleExample): readonly FindingAt[] {
  if ('facts' in example) return example.expect === 'finding' ? ['facts'] : [];
  return Object.entries(example.files)
    .flatMap(([file, content]) =>
      content
        .split('\n')
        .flatMap((text, index) => (/\/\/ expect\s*$/.test(text) ? [`${file}:${index + 1}`] : [])),
    )
    .sort();
}

type Files = Readonly<Record<string, string>>;

/** A published package, whose users wait for its calls; what it imports is installed in no particular version. */
function withManifest(files: Files): Files {
  if ('package.json' in files) return files;
  const imported = Object.values(files).flatMap((text) =>
    [...text.matchAll(/(?:from|require\() ?'((?:@[\w.-]+\/)?[\w-][\w.-]*)/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  const dependencies = Object.fromEntries(imported.sort().map((name) => [name, '*']));
  const manifest = { name: 'example', version: '1.0.0', exports: './src/index.js', dependencies };
  return { 'package.json': JSON.stringify(manifest), ...files };
}
