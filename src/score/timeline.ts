const WEEK = 5;

/** "2–3 days"; "2–3 weeks" where both ends are whole weeks. */
export function timelineOf([from, to]: readonly [number, number]): string {
  const isWeeks = from % WEEK === 0 && to % WEEK === 0;
  return isWeeks ? span(from / WEEK, to / WEEK, 'week') : span(from, to, 'day');
}

const span = (from: number, to: number, unit: string): string =>
  from === to ? `${from} ${unit}${from === 1 ? '' : 's'}` : `${from}–${to} ${unit}s`;
