import { type Spread, spreadOf } from './spread.ts'

export type Unit = 'MiB' | 'MB' | 'ms' | 's' | 'a second' | 'a minute' | 'count'

/** What is demanded of a quantity. */
export type Bar =
  /** At most so many times the base. */
  | { readonly kind: 'ratio'; readonly most: number }
  /** At most so much more than the base, in the unit of the quantity. */
  | { readonly kind: 'difference'; readonly most: number }
  | { readonly kind: 'at-most'; readonly most: number }
  | { readonly kind: 'at-least'; readonly least: number }

/** One thing that was measured: of Tidings alone, or beside what it is compared with. */
export interface Quantity {
  readonly name: string
  readonly unit: Unit
  /**
   * What was measured, by what it was measured of. The n-th values belong together: they were taken one right after the
   * other, so that whatever else the machine did met all of them.
   */
  readonly samples: Readonly<Record<string, readonly number[]>>
  /** Which of the samples is judged. */
  readonly subject: string
  /** Which of them it is compared with. */
  readonly base?: string
  readonly bar?: Bar
}

export interface Comparison {
  /** Pair by pair. Undefined without a base, and where the base is 0. */
  readonly ratio: Spread | undefined
  /** Pair by pair, in the unit of the quantity. */
  readonly difference: Spread | undefined
  /** Whether the median keeps the bar; undefined where there is none, or nothing was measured. */
  readonly isKept: boolean | undefined
}

export function compare({ samples, subject, base, bar }: Quantity): Comparison {
  const values = samples[subject] ?? []
  const others = base === undefined ? [] : (samples[base] ?? [])
  const pairs = values.flatMap((value, index) => {
    const other = others[index]
    return other === undefined ? [] : [{ value, other }]
  })
  const hasRatio = pairs.length > 0 && pairs.every(({ other }) => other !== 0)
  const ratio = hasRatio ? spreadOf(pairs.map(({ value, other }) => value / other)) : undefined
  const difference = pairs.length > 0 ? spreadOf(pairs.map(({ value, other }) => value - other)) : undefined
  return { ratio, difference, isKept: isKept(bar, { own: spreadOf(values), ratio, difference }) }
}

function isKept(
  bar: Bar | undefined,
  { own, ratio, difference }: Pick<Comparison, 'ratio' | 'difference'> & { readonly own: Spread },
): boolean | undefined {
  if (bar === undefined) return undefined
  const judged = bar.kind === 'ratio' ? ratio : bar.kind === 'difference' ? difference : own
  if (judged === undefined || Number.isNaN(judged.median)) return undefined
  return bar.kind === 'at-least' ? judged.median >= bar.least : judged.median <= bar.most
}
