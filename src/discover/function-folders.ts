import { posix } from 'node:path';
import type { FunctionFolder } from '../model/repository.js';
import { isRecord } from '../text/record.js';

export interface Description {
  readonly file: string;
  readonly text: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly hasMistakes: boolean;
}

/** By these, functions are deployed of any folder, under names that are not followed everywhere. */
const OTHER_DEPLOYMENT =
  /(^|\/)(serverless(\.[\w-]+)?\.(json|[cm]?[jt]s)|(template|sam|sam-template)(\.[\w-]+)?\.ya?ml|cdk\.json|sst\.config\.[cm]?[jt]s)$|\.tf$/;

/** The folders that descriptions lie in, and whether these name all functions there. */
export function functionFolders(
  files: readonly string[],
  descriptions: readonly Description[],
  paths: readonly string[],
): readonly FunctionFolder[] {
  if (files.length === 0) return [];
  const isOnlyWay = !paths.some((path) => OTHER_DEPLOYMENT.test(path));
  return [...new Set(files.map((file) => posix.dirname(file)))].map((dir) => {
    const here = files.filter((file) => posix.dirname(file) === dir);
    const whole = descriptions.filter((one) => here.includes(one.file) && namesAll(one));
    return { dir, namesAll: isOnlyWay && whole.length === here.length };
  });
}

const RESOURCE = /AWS::(Lambda|Serverless)::Function/;

/** `functions: ${file(functions.yml)}` and a handler that is put together may be any. */
function namesAll({ content, text, hasMistakes }: Description): boolean {
  const { functions } = content;
  const groups: readonly unknown[] = Array.isArray(functions) ? functions : [functions];
  const all = groups.flatMap((group) => (isRecord(group) ? Object.values(group) : [group]));
  return !hasMistakes && !RESOURCE.test(text) && all.length > 0 && all.every(hasPlainHandler);
}

const hasPlainHandler = (own: unknown): boolean =>
  isRecord(own) && typeof own['handler'] === 'string' && !own['handler'].includes('${');
