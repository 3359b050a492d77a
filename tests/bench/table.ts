// A result as the terminal and the page of results show it. Knows no benchmark.
import type { Figure } from './figure.ts';

const heads = ['figure', 'unit', 'n', 'p50', 'p95', 'max', 'judged', 'floor', 'ratio', 'at most', ''];

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(cellsOf);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [heads, ...rows].map(line).join('\n');
}

export function markdownTableOf(figures: readonly Figure[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map((_, column) => (column < 2 ? '---' : '--:'))),
    ...figures.map((figure) => line(cellsOf(figure))),
  ].join('\n');
}

function cellsOf({ id, unit, count, p50, p95, max, at, floor, ratio, target, met }: Figure): string[] {
  const cell = (value: number | null) => (value === null ? '–' : String(value));
  const verdict = met === null ? '–' : met ? 'met' : 'missed';
  const judged = target === null && floor === null ? '–' : at;
  return [id, unit, String(count), cell(p50), cell(p95), cell(max), judged, cell(floor), cell(ratio), cell(target), verdict];
}
