import { blankComments } from '../text/blank-comments.js';
import { parseJson } from '../text/jsonc.js';
import type { EntryProblem } from './entry-problem.js';
import { readYaml, type YamlDocument } from './yaml-document.js';

/** Reads JSON with comments and trailing commas; once it is no more than that, it is YAML as well. */
export function readJson(file: string, text: string): YamlDocument | readonly EntryProblem[] {
  const { error } = parseJson(text);
  if (error === undefined) return readYaml(file, blankComments(text));
  return [{ file, line: error.line, field: '', message: error.message }];
}
