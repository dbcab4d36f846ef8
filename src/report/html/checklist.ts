import type { Maturity, Requirement } from '../../model/assessment.js';
import { figure } from './wording.js';

const words: Readonly<Record<Requirement['state'], string>> = {
  holds: 'done',
  fails: 'to do',
  open: 'not known',
  waived: 'not needed',
};

const marks: Readonly<Record<Requirement['state'], string>> = {
  holds: '☑',
  fails: '☐',
  open: '?',
  waived: '–',
};

/** What each level asks, with its state: the implementation checklist. */
export function checklistView({ levels, areas }: Maturity) {
  const titles = new Map(
    areas.flatMap(({ criteria }) => criteria.map(({ id, title }) => [id, title])),
  );
  return levels
    .filter(({ requirements }) => requirements.length > 0)
    .map(({ level, name, means, reached, requirements }) => ({
      ...{ level, name, means, reached },
      done: requirements.filter(({ state }) => state === 'holds' || state === 'waived').length,
      all: requirements.length,
      items: requirements.map(({ criterion, needs, coverage, state }) => ({
        title: titles.get(criterion) ?? criterion,
        state,
        mark: marks[state],
        word: words[state],
        now: coverage === null ? 'none known' : figure(coverage),
        needs: figure(needs),
      })),
    }));
}
