/** One of several parts of a list. */
export interface Part {
  /** 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

const MOST_PARTS = 1000;

/** "2/4". */
export const partText = ({ index, of }: Part): string => `${String(index)}/${String(of)}`;

/** Reads "2/4"; undefined for anything that is no part. */
export function parsePart(text: string): Part | undefined {
  const [, index, of] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || of === undefined) return undefined;
  return index <= of && of <= MOST_PARTS ? { index, of } : undefined;
}

/** The part's share of a list: every so-many-th, so that folders of large files are spread. */
export const shareOf = <T>(list: readonly T[], { index, of }: Part): readonly T[] =>
  list.filter((_, position) => position % of === index - 1);
