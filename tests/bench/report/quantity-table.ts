import { type Bar, compare, type Quantity, type Unit } from './quantity.ts'
import { type Spread, spreadOf } from './spread.ts'

/**
 * A Markdown table: a line for each quantity, a column for each thing that was measured, each with its median and, if it
 * was measured more than once, the least and the most.
 *
 * @param isJudged false: the figures are too uncertain to say whether a bar is kept
 */
export function quantityTable(quantities: readonly Quantity[], isJudged: boolean): string {
  const names = [...new Set(quantities.flatMap(({ samples }) => Object.keys(samples)))]
  const columns: readonly Column[] = [
    { head: '', align: '---', cell: ({ name }) => name },
    ...names.map(
      (name): Column => ({ head: name, align: '---:', cell: (quantity) => sample(quantity, name) }),
    ),
    { head: 'ratio', align: '---:', cell: ratio },
    { head: 'difference', align: '---:', cell: difference },
    { head: 'bar', align: '---', cell: demanded },
    { head: '', align: '---', cell: (quantity) => verdictOf(quantity, isJudged) },
  ]
  // Where nothing is compared or demanded, nothing is said of it.
  const filled = columns.filter(({ cell }) => quantities.some((quantity) => cell(quantity) !== ''))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(filled.map(({ head }) => head)),
    `|${filled.map(({ align }) => align).join('|')}|`,
    ...quantities.map((quantity) => line(filled.map(({ cell }) => cell(quantity)))),
  ].join('\n')
}

interface Column {
  readonly head: string
  readonly align: '---' | '---:'
  readonly cell: (quantity: Quantity) => string
}

function sample({ samples, unit }: Quantity, name: string): string {
  const values = samples[name] ?? []
  return values.length === 0 ? '' : inWords(spreadOf(values), (value) => amount(value, unit))
}

function ratio(quantity: Quantity): string {
  const { ratio: spread } = compare(quantity)
  return spread === undefined ? '' : inWords(spread, (value) => `${value.toFixed(2)} ×`)
}

function difference(quantity: Quantity): string {
  const { difference: spread } = compare(quantity)
  return spread === undefined ? '' : inWords(spread, (value) => signed(value, quantity.unit))
}

function demanded({ bar, unit, base = '' }: Quantity): string {
  return bar === undefined ? '' : barInWords(bar, unit, base)
}

export type Verdict = 'ok' | 'over' | 'not judged' | ''

/** Empty where nothing is demanded. */
export function verdictOf(quantity: Quantity, isJudged: boolean): Verdict {
  if (quantity.bar === undefined) return ''
  const { isKept } = compare(quantity)
  if (!isJudged || isKept === undefined) return 'not judged'
  return isKept ? 'ok' : 'over'
}

function barInWords(bar: Bar, unit: Unit, base: string): string {
  switch (bar.kind) {
    case 'ratio':
      return `≤ ${bar.most} × ${base}`
    case 'difference':
      return `≤ ${base} + ${named(bar.most, unit)}`
    case 'at-most':
      return `≤ ${named(bar.most, unit)}`
    case 'at-least':
      return `≥ ${named(bar.least, unit)}`
  }
}

function inWords({ median, min, max }: Spread, words: (value: number) => string): string {
  return min === max ? words(median) : `${words(median)} (${words(min)} – ${words(max)})`
}

function signed(value: number, unit: Unit): string {
  return `${value < 0 ? '−' : '+'}${amount(Math.abs(value), unit)}`
}

/** A figure that was chosen, as it was written. */
function named(value: number, unit: Unit): string {
  return unit === 'count' ? value.toLocaleString('en') : `${value.toLocaleString('en')} ${unit}`
}

/** How many digits are worth reading. */
function digitsOf(value: number, unit: Unit): number {
  switch (unit) {
    case 'ms':
      return value < 1 ? 3 : value < 10 ? 2 : 1
    case 'MiB':
      return 1
    case 'MB':
    case 's':
      return 2
    case 'a second':
    case 'a minute':
    case 'count':
      return 0
  }
}

function amount(value: number, unit: Unit): string {
  const digits = digitsOf(value, unit)
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return unit === 'count' ? number : `${number} ${unit}`
}
