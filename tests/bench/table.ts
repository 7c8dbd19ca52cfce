import type { Timing } from './timing.ts'

export type Row = readonly [name: string, value: Timing | number]

export interface Column {
  readonly rows: number
  readonly measured: readonly Row[]
}

/** A Markdown table: a line for each measurement, two columns for each size of history. */
export function table(columns: readonly Column[]): string {
  const names = columns[0]?.measured.map(([name]) => name) ?? []
  const heads = columns.map(({ rows }) => `${rows.toLocaleString('en')} rows | longest step`)
  return [
    `| ms | ${heads.join(' | ')} |`,
    `|---|${columns.map(() => '---:|---:|').join('')}`,
    ...names.map(
      (name, at) => `| ${name} | ${columns.map((column) => cells(column.measured[at])).join(' | ')} |`,
    ),
  ].join('\n')
}

function cells(row: Row | undefined): string {
  if (row === undefined) return ' | '
  const [, value] = row
  if (typeof value === 'number') return `${value.toLocaleString('en')} | `
  return `${milliseconds(value.totalMs)} | ${milliseconds(value.longestMs)}`
}

function milliseconds(ms: number): string {
  return ms < 100 ? ms.toFixed(2) : Math.round(ms).toLocaleString('en')
}
