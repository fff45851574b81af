import type { styleText } from 'node:util';
import { columns } from '../../base/columns.ts';

export type Style = Parameters<typeof styleText>[0];

/** A part of a line that is not broken. */
export interface Cell {
  readonly text: string;
  readonly style: Style;
}

export const plain = (text: string): Cell => ({ text, style: 'none' });

interface Room {
  readonly width: number;
  readonly gap: string;
  /** How far every row but the first is indented. */
  readonly hang: number;
}

/** Cells in as few rows as fit into the width. A cell that is wider than a row is shortened in the middle. */
export function rowsOf(cells: readonly Cell[], { width, gap, hang }: Room): Cell[][] {
  const rows: Cell[][] = [];
  let used = 0;
  for (const { text, style } of cells) {
    const row = rows.at(-1);
    const cell = { text: shortened(text, width - (row === undefined ? 0 : hang)), style };
    const more = columns(gap) + columns(cell.text.trimEnd());
    if (row !== undefined && used + more <= width) {
      row.push(cell);
      used += columns(gap) + columns(cell.text);
    } else {
      used = (row === undefined ? 0 : hang) + columns(cell.text);
      rows.push([cell]);
    }
  }
  return rows;
}

/** The text, or its beginning and its end with `…` between, in at most `width` columns. */
export function shortened(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const characters = [...text];
  const head: string[] = [];
  const tail: string[] = [];
  let left = width - 1;
  for (let turn = 0; characters.length > 0; turn++) {
    const next = (turn % 2 === 0 ? characters.shift() : characters.pop()) ?? '';
    left -= columns(next);
    if (left < 0) break;
    if (turn % 2 === 0) head.push(next);
    else tail.unshift(next);
  }
  return `${head.join('')}…${tail.join('')}`;
}
