import type { DocumentSign, PracticeEntry, PracticeName } from '../../model/practice.js';
import type { OperationFile } from '../../model/repository.js';
import type { Shown } from './signs.js';

/** A file that is no code, in lines. */
export interface OperationText {
  readonly file: string;
  readonly isTest: boolean;
  readonly lines: readonly string[];
}

/** Longer files are data that something exported. */
const LONGEST_TEXT = 500_000;
const LONGEST_LINE = 500;

/** The texts of files; those that cannot be read or are too long say nothing. */
export function operationTexts(
  files: readonly OperationFile[],
  read: (file: string) => string,
): readonly OperationText[] {
  return files.flatMap(({ file, isTest }) => {
    const text = read(file);
    return text.length > LONGEST_TEXT ? [] : [{ file, isTest, lines: text.split(/\r?\n/) }];
  });
}

interface Patterns {
  readonly sign: DocumentSign;
  readonly line: RegExp;
  readonly needs: RegExp | null;
  readonly speaks: RegExp | null;
}

/** Lines of documents that show practices. Experiments may stand beside tests, nothing else may. */
export function shownByDocuments(
  entries: readonly PracticeEntry[],
  texts: readonly OperationText[],
): readonly Shown[] {
  const patterns = entries.flatMap(({ documents = [] }) => documents.map(compiled));
  return texts.flatMap((text) =>
    patterns
      .filter(({ sign }) => sign.files.some((ending) => text.file.endsWith(ending)))
      .filter(({ sign }) => !text.isTest || sign.of === 'chaosTests')
      .flatMap((pattern) => shownIn(text, pattern)),
  );
}

function compiled(sign: DocumentSign): Patterns {
  const { line, needs, speaks } = sign;
  return {
    sign,
    line: new RegExp(line, 'i'),
    needs: needs === undefined ? null : new RegExp(needs, 'i'),
    speaks: speaks === undefined ? null : new RegExp(speaks, 'i'),
  };
}

function shownIn(
  { file, lines }: OperationText,
  { sign, line, needs, speaks }: Patterns,
): readonly Shown[] {
  const found = [...lines.keys()].filter((index) => matches(line, lines[index]));
  if (found.length === 0) return [];
  if (needs !== null && !lines.some((text) => matches(needs, text))) return [];
  return found.map((index, position) => {
    const block = lines.slice(index, found[position + 1] ?? lines.length);
    const isWhole = speaks === null || block.some((text) => matches(speaks, text));
    return {
      of: sign.of,
      extent: isWhole && sign.extent === undefined ? 'full' : 'partial',
      evidence: { file, line: index + 1, what: sign.what },
    };
  });
}

/** Lines are read without their indentation and the dash of a list. */
const matches = (pattern: RegExp, line: string | undefined): boolean =>
  line !== undefined && line.length <= LONGEST_LINE && pattern.test(line.replace(/^[\s-]+/, ''));

/** A path that a platform asks, and what for. */
export interface ProbedPath {
  readonly of: Extract<PracticeName, 'health' | 'readiness'>;
  readonly path: string;
  readonly file: string;
  readonly line: number;
}

const PROBE = /^(\s*)-?\s*(liveness|readiness|startup)Probe:/i;
const PATH = /^\s*-?\s*path:\s*['"]?(\/[\w./-]*)['"]?\s*$/;
const HEALTHCHECK = /\bhttps?:\/\/[\w.-]+(?::[\w${}:-]+)?(\/[\w./-]*)/;
const LONGEST_PROBE = 12;

/** Paths that Kubernetes asks, and those of health checks of containers. */
export function probedPaths(texts: readonly OperationText[]): readonly ProbedPath[] {
  return texts.flatMap(({ file, isTest, lines }) =>
    isTest
      ? []
      : lines.flatMap((text, index) => {
          if (text.length > LONGEST_LINE) return [];
          const found = { file, line: index + 1 };
          if (/^\s*HEALTHCHECK\b|^\s*healthcheck:/.test(text)) {
            const path = firstMatch(HEALTHCHECK, lines.slice(index, index + 4));
            return path === null ? [] : [{ of: 'health' as const, path, ...found }];
          }
          const [, indent = '', kind = ''] = PROBE.exec(text) ?? [];
          if (kind === '') return [];
          const path = firstMatch(PATH, blockAt(lines, index, indent.length));
          const of = kind.toLowerCase() === 'readiness' ? 'readiness' : 'health';
          return path === null ? [] : [{ of, path, ...found } as const];
        }),
  );
}

/** The lines below one that are indented further. */
function blockAt(lines: readonly string[], index: number, indent: number): readonly string[] {
  const below = lines.slice(index + 1, index + 1 + LONGEST_PROBE);
  const end = below.findIndex((text) => text.trim() !== '' && text.search(/\S/) <= indent);
  return end < 0 ? below : below.slice(0, end);
}

function firstMatch(pattern: RegExp, lines: readonly string[]): string | null {
  for (const line of lines) {
    const path = pattern.exec(line)?.[1];
    if (path !== undefined) return path;
  }
  return null;
}
