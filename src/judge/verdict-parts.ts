import type { Ineffective as IneffectiveSetting } from '../model/protection.js';
import type { Judging } from './judging.js';
import type { Mark } from './code/points.js';
import type { Ineffective } from './settings/readings.js';

export const evidenceOf = (
  judging: Judging,
  marks: readonly (Mark | null)[],
): { readonly evidence?: ReturnType<Judging['evidence']>[] } => {
  const known = marks.filter((mark) => mark !== null).map((mark) => judging.evidence(mark));
  return known.length === 0 ? {} : { evidence: known };
};

export const ineffectiveOf = (
  judging: Judging,
  settings: readonly Ineffective[],
): { readonly ineffective?: IneffectiveSetting[] } =>
  settings.length === 0
    ? {}
    : {
        ineffective: settings.map(({ mark, kind, why }) => ({
          ...judging.evidence(mark),
          what: mark.what,
          kind,
          why,
        })),
      };
