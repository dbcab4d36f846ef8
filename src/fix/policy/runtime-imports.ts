import type { Edit } from '../edit.js';
import type { EditableSource } from '../source/editable-source.js';
import { namesEdit, renamed } from './import-edits.js';
import { firstFree, localName } from './policy-names.js';

/** What else of the runtime library a module needs. */
const HELPERS = ['compose', 'fallback'] as const;

/** The names that a module has them by, and the edits that bring those which it lacks. */
export interface Helpers {
  readonly names: Readonly<Record<(typeof HELPERS)[number], string>>;
  readonly edits: readonly Edit[];
}

/** Brings what composes policies into a module that is there already. */
export function helpersIn(source: EditableSource, runtime: string, isEsm: boolean): Helpers {
  const words = new Set(source.text.match(/[\w$]+/g));
  const wanted = HELPERS.map((name) => {
    const known = localName(source, name, runtime);
    return { name, known, local: known ?? firstFree(name, words) };
  });
  const missing = wanted
    .filter(({ known }) => known === null)
    .map(({ name, local }) => renamed(name, local, isEsm));
  const [compose = '', fallback = ''] = wanted.map(({ local }) => local);
  return {
    names: { compose, fallback },
    edits:
      missing.length === 0
        ? []
        : [namesEdit(source, { names: missing, specifier: runtime, isEsm })],
  };
}
