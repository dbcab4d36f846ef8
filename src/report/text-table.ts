import { displayWidth } from '../text/display-width.js';
import { render, type Piece } from './text-style.js';

/** One cell: what it shows, and the side it leans to. */
export interface Cell {
  readonly piece: Piece;
  readonly align?: 'right';
}

/** Rows with columns as wide as their widest cell, two spaces apart. */
export function table(rows: readonly (readonly Cell[])[], indent: string): string[] {
  const widths = columnWidths(rows);
  return rows.map(
    (row) =>
      indent +
      row
        .map((cell, index) => padded(cell, index))
        .join('  ')
        .trimEnd(),
  );

  function padded({ piece, align }: Cell, index: number): string {
    const last = index === widths.length - 1;
    const gap = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(piece.text)));
    if (align === 'right') return gap + render([piece]);
    return render([piece]) + (last ? '' : gap);
  }
}

function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, { piece }] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, displayWidth(piece.text));
    }
  }
  return widths;
}
