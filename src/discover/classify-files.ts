import type { ListedFile } from '../io/listing.js';
import { readFailure } from '../io/read-text.js';
import type { FailedFile, SetAsideFile, SetAsideReason, SourceFile } from '../model/repository.js';
import { isBuildOutput } from './build-output.js';
import { contentReason, headLength, isUtf16, largestSource } from './content-rules.js';
import { contextOf } from './contexts.js';
import { experimentPackages } from './experiment-packages.js';
import { nearestPackageDir, type Manifest } from './manifests.js';
import { isUnsupportedLanguage, pathRuleFor } from './path-rules.js';
import { selection, type Patterns } from './selection.js';
import { testPackages } from './test-packages.js';

export interface Classification {
  readonly files: readonly ListedFile[];
  readonly manifests: readonly Manifest[];
  readonly outDirs: ReadonlySet<string>;
  readonly patterns: Patterns;
  readonly readHead: (file: string, length: number) => string;
}

export interface ClassifiedFiles {
  readonly sources: readonly SourceFile[];
  readonly setAside: readonly SetAsideFile[];
  readonly failed: readonly FailedFile[];
}

const sourceFile = /\.[cm]?[jt]s$|\.[jt]sx$/;
const component = /\.([jt]sx|vue|svelte)$/;

export const isSourceName = (file: string): boolean => sourceFile.test(file);

/** Sorts every file of a supported or known language into sources and those set aside. */
export function classifyFiles(input: Classification): ClassifiedFiles {
  const sources: SourceFile[] = [];
  const setAside: SetAsideFile[] = [];
  const failed: FailedFile[] = [];
  const packages = packagesOf(input);
  const verdict = setAsideRules(input);
  for (const { file, size } of input.files) {
    if (isUnsupportedLanguage(file)) {
      setAside.push({ file, reason: 'unsupported-language', resolvable: false });
    }
    if (!isSourceName(file)) continue;
    const byPath = verdict(file, size, packages.ownerOf(file));
    const head = byPath === null ? headOf(input, file) : { text: '' };
    const reason = byPath ?? setAsideFor(contentReason(file, head.text ?? ''));
    if (head.failure !== undefined) failed.push({ file, message: head.failure });
    else if (reason !== null) setAside.push({ file, ...reason });
    else sources.push(sourceOf(file, head.text, packages));
  }
  return { sources, setAside, failed };
}

interface Verdict {
  readonly reason: SetAsideReason;
  readonly resolvable: boolean;
}

function setAsideRules(
  input: Classification,
): (file: string, size: number, owner: Manifest) => Verdict | null {
  const known = new Set(input.files.map(({ file }) => file));
  const isSelected = selection(known, input.patterns);
  const ofTests = testPackages(input.manifests);
  const experiments = experimentPackages(input.manifests);
  return (file, size, owner) => {
    const rule = pathRuleFor(file, owner.described.dir);
    if (rule !== undefined) return { reason: rule.reason, resolvable: rule.resolvable === true };
    if (ofTests.has(owner)) return setAsideFor('test');
    if (experiments.has(owner)) return setAsideFor('example');
    if (isBuildOutput(file, owner, { known, outDirs: input.outDirs })) {
      return setAsideFor('build-output');
    }
    if (size > largestSource) return setAsideFor('too-large');
    return isSelected(file) ? null : setAsideFor('excluded');
  };
}

/** Generated clients, examples and files the user left out still say what calls in other files go through. */
const readable: readonly SetAsideReason[] = ['generated', 'example', 'excluded'];

const setAsideFor = (reason: SetAsideReason | null): Verdict | null =>
  reason && { reason, resolvable: readable.includes(reason) };

type Head =
  | { readonly text: string; readonly failure?: undefined }
  | { readonly text?: undefined; readonly failure: string };

function headOf({ readHead }: Classification, file: string): Head {
  try {
    const text = readHead(file, headLength);
    return isUtf16(text) ? { failure: 'is UTF-16: save it as UTF-8' } : { text };
  } catch (error) {
    return { failure: readFailure(error) };
  }
}

interface Packages {
  readonly ownerOf: (file: string) => Manifest;
  readonly withComponents: ReadonlySet<Manifest>;
}

function packagesOf({ manifests, files }: Classification): Packages {
  const byDir = new Map(manifests.map((manifest) => [manifest.described.dir, manifest]));
  const dirs = new Set(byDir.keys());
  const ownerOf = (file: string): Manifest => {
    const owner = byDir.get(nearestPackageDir(dirs, file));
    if (owner === undefined) throw new Error(`no package holds ${file}`);
    return owner;
  };
  const components = files.filter(({ file }) => component.test(file));
  return { ownerOf, withComponents: new Set(components.map(({ file }) => ownerOf(file))) };
}

function sourceOf(file: string, head: string, { ownerOf, withComponents }: Packages): SourceFile {
  const manifest = ownerOf(file);
  return {
    file,
    packageDir: manifest.described.dir,
    ...contextOf({
      file,
      manifest,
      hashbang: head.startsWith('#!'),
      hasComponents: withComponents.has(manifest),
    }),
  };
}
