const DAY_MS = 86_400_000;
const SATURDAY = 6;

const timeOf = (day: string): number => Date.parse(`${day}T00:00Z`);

const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** From one day to another, both written YYYY-MM-DD. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((timeOf(to) - timeOf(from)) / DAY_MS);

/** The day that so many working days later begins; work starts on a working day. */
export function addWorkingDays(day: string, count: number): string {
  let time = workingDay(timeOf(day));
  for (let left = Math.ceil(count); left > 0; left--) time = workingDay(time + DAY_MS);
  return dayAt(time);
}

function workingDay(time: number): number {
  const weekday = new Date(time).getUTCDay();
  if (weekday === 0) return time + DAY_MS;
  return weekday === SATURDAY ? time + 2 * DAY_MS : time;
}
