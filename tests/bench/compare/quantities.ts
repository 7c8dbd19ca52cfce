import type { Quantity } from '../report/quantity.ts'
import type { ContenderName } from './contender.ts'

export const idleSeconds = 20

const measured = {
  idleMemory: { name: 'idle memory, window never opened', unit: 'MiB', bar: { kind: 'ratio', most: 1 } },
  closedMemory: { name: 'idle memory, window closed again', unit: 'MiB', bar: { kind: 'ratio', most: 1 } },
  idleProcessor: {
    name: `idle CPU over ${idleSeconds} s`,
    unit: 's',
    bar: { kind: 'difference', most: 0.05 },
  },
  wakeUps: { name: 'wake-ups at rest', unit: 'a minute' },
  usualLatency: { name: 'server write to Notify, p50', unit: 'ms', bar: { kind: 'difference', most: 3 } },
  longLatency: { name: 'server write to Notify, p95', unit: 'ms', bar: { kind: 'difference', most: 3 } },
  start: { name: 'start to connected', unit: 'ms', bar: { kind: 'ratio', most: 1.1 } },
} as const satisfies Readonly<Record<string, Pick<Quantity, 'name' | 'unit' | 'bar'>>>

/** What one round has measured of one app. */
export type Sample = Readonly<Partial<Record<keyof typeof measured, number>>>

export type Round = Readonly<Record<ContenderName, Sample>>

/** The rows of the table, without those that no round has measured. */
export function quantitiesOf(rounds: readonly Round[]): readonly Quantity[] {
  const keys = Object.keys(measured) as (keyof typeof measured)[]
  return keys.flatMap((key) => {
    const valuesOf = (name: ContenderName, of: keyof typeof measured = key) =>
      rounds.flatMap((round) => round[name][of] ?? [])
    // An app that has no window to close has but one idle memory.
    const others = key === 'closedMemory' ? 'idleMemory' : key
    const samples = {
      floor: valuesOf('floor', others),
      'hidden window': valuesOf('hidden window', others),
      Tidings: valuesOf('Tidings'),
    }
    if (samples.Tidings.length === 0) return []
    return [{ ...measured[key], samples, subject: 'Tidings', base: 'floor' }]
  })
}
