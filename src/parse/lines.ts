/** Start offset of each line; a line ends with \n, \r\n or \r. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const ends = code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10);
    if (ends) starts.push(index + 1);
  }
  return starts;
}

/** 1-based line and column of an offset. */
export function positionAt(
  lineStarts: readonly number[],
  offset: number,
): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
