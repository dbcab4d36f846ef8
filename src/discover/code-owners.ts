import type { CodeOwners, OwnedPattern, OwnerSection } from '../model/repository.js';
import { matchesPath } from '../text/path-pattern.js';

/** `[Section]`, `^[Optional]`, `[Section][2] @default`: GitLab's; GitHub's files have one section. */
const heading = /^\^?\[([^\]]*)\](?:\[\d+\])?(.*)$/;

/** Reads a CODEOWNERS file. Lines that are none of its lines are passed over, as its hosts do. */
export function parseCodeOwners(text: string, prefix: string): CodeOwners {
  const sections: { patterns: OwnedPattern[]; defaults: readonly string[] }[] = [
    { patterns: [], defaults: [] },
  ];
  for (const line of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(withoutComment)) {
    const [, name, defaults = ''] = heading.exec(line) ?? [];
    if (name !== undefined) {
      sections.push({ patterns: [], defaults: ownersIn(defaults) });
    } else if (line !== '') {
      const section = sections.at(-1);
      section?.patterns.push(patternOf(line, section.defaults));
    }
  }
  return { prefix, sections: sections.map(({ patterns }): OwnerSection => ({ patterns })) };
}

/** A "#" begins a comment at the start of a line or after a space. */
const withoutComment = (line: string): string => line.replace(/(^|\s)#.*$/, '').trim();

function patternOf(line: string, defaults: readonly string[]): OwnedPattern {
  const [, written = line, rest = ''] = /^((?:\\.|[^\\\s])+)(.*)$/.exec(line) ?? [];
  const owners = ownersIn(rest);
  const isExcluded = written.startsWith('!');
  const pattern = written.slice(isExcluded ? 1 : 0).replaceAll(/\\(.)/g, '$1');
  return {
    segments: segmentsOf(pattern),
    owners: owners.length > 0 ? owners : defaults,
    ...(isExcluded && { excluded: true }),
  };
}

/** Users, teams and e-mail addresses; anything else is no owner. */
const ownersIn = (text: string): readonly string[] => [
  ...new Set(
    text.split(/\s+/).filter((word) => /^@{1,2}[\w.][\w./-]*$|^[^@\s]+@[^@\s]+$/.test(word)),
  ),
];

/** As in .gitignore: without a slash before its end a pattern holds at any depth. */
function segmentsOf(pattern: string): readonly string[] {
  const isFolder = pattern.endsWith('/');
  const isAnchored = pattern.slice(0, -1).includes('/');
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const start = isAnchored ? segments : ['**', ...segments];
  if (isFolder) return [...start, '**', '*'];
  // `docs/*` owns what lies directly in docs; every other pattern owns what lies below as well.
  return segments.length > 1 && segments.at(-1) === '*' ? start : [...start, '**'];
}

/** Who owns a file, in the order of the sections: in each the last pattern that matches decides. */
export function ownersOf(file: string, codeOwners: CodeOwners | undefined): string[] {
  if (codeOwners === undefined) return [];
  const path = `${codeOwners.prefix}${file}`.split('/');
  return [...new Set(codeOwners.sections.flatMap((section) => ownersInSection(path, section)))];
}

function ownersInSection(path: readonly string[], { patterns }: OwnerSection): readonly string[] {
  const matches = ({ segments }: OwnedPattern): boolean => matchesPath(segments, path);
  if (patterns.some((pattern) => pattern.excluded === true && matches(pattern))) return [];
  return patterns.findLast(matches)?.owners ?? [];
}
