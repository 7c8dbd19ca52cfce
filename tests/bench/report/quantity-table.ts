import { type Bar, compare, type Quantity, type Unit } from './quantity.ts'
import { type Spread, spreadOf } from './spread.ts'

/**
 * A Markdown table: a line for each quantity, a column for each thing that was measured, each with its median and, if it
 * was measured more than once, the least and the most.
 *
 * @param isJudged false: the figures are too uncertain to say whether a bar is kept
 */
export function quantityTable(quantities: readonly Quantity[], isJudged: boolean): string {
  const columns = [...new Set(quantities.flatMap(({ samples }) => Object.keys(samples)))]
  return [
    `| | ${columns.join(' | ')} | ratio | difference | bar | |`,
    `|---|${columns.map(() => '---:|').join('')}---:|---:|---|---|`,
    ...quantities.map((quantity) => line(quantity, columns, isJudged)),
  ].join('\n')
}

function line(quantity: Quantity, columns: readonly string[], isJudged: boolean): string {
  const { name, unit, samples, base, bar } = quantity
  const { ratio, difference } = compare(quantity)
  const cells = columns.map((column) => {
    const values = samples[column] ?? []
    return values.length === 0 ? '' : inWords(spreadOf(values), (value) => amount(value, unit))
  })
  const compared = [
    ratio === undefined ? '' : inWords(ratio, (value) => `${value.toFixed(2)} ×`),
    difference === undefined ? '' : inWords(difference, (value) => signed(value, unit)),
  ]
  const demanded = bar === undefined ? '' : barInWords(bar, unit, base ?? '')
  return `| ${[name, ...cells, ...compared, demanded, verdictOf(quantity, isJudged)].join(' | ')} |`
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
      return `≤ ${base} + ${amount(bar.most, unit)}`
    case 'at-most':
      return `≤ ${amount(bar.most, unit)}`
    case 'at-least':
      return `≥ ${amount(bar.least, unit)}`
  }
}

function inWords({ median, min, max }: Spread, words: (value: number) => string): string {
  return min === max ? words(median) : `${words(median)} (${words(min)} – ${words(max)})`
}

function signed(value: number, unit: Unit): string {
  return `${value < 0 ? '−' : '+'}${amount(Math.abs(value), unit)}`
}

const digits: Readonly<Record<Unit, number>> = {
  MiB: 1,
  MB: 2,
  ms: 1,
  s: 2,
  'a second': 0,
  'a minute': 0,
  count: 0,
}

function amount(value: number, unit: Unit): string {
  const fraction = { minimumFractionDigits: digits[unit], maximumFractionDigits: digits[unit] }
  const number = value.toLocaleString('en', fraction)
  return unit === 'count' ? number : `${number} ${unit}`
}
