import { describe, expect, test } from 'vitest'
import { type Conditions, disturbances } from '../../bench/report/machine.ts'
import { compare, type Quantity } from '../../bench/report/quantity.ts'
import { quantityTable, verdictOf } from '../../bench/report/quantity-table.ts'

const memory: Quantity = {
  name: 'memory',
  unit: 'MiB',
  samples: { floor: [100, 200, 400], Tidings: [90, 220, 400] },
  subject: 'Tidings',
  base: 'floor',
  bar: { kind: 'ratio', most: 1 },
}

describe('what was measured in turn', () => {
  test('is compared pair by pair, and judged by the median of the pairs', () => {
    expect(compare(memory)).toEqual({
      ratio: { median: 1, min: 0.9, max: 1.1 },
      difference: { median: 0, min: -10, max: 20 },
      isKept: true,
    })
  })

  test('has no ratio to nothing at all, but a difference', () => {
    const idle: Quantity = {
      ...memory,
      samples: { floor: [0, 0.02], Tidings: [0.04, 0.04] },
      bar: { kind: 'difference', most: 0.05 },
    }
    expect(compare(idle)).toMatchObject({ ratio: undefined, isKept: true })
  })
})

describe('a bar', () => {
  const quantity = (bar: Quantity['bar'], ...values: readonly number[]): Quantity => ({
    ...{ name: 'events', unit: 'a second', samples: { Tidings: values }, subject: 'Tidings' },
    ...(bar !== undefined && { bar }),
  })

  test.each([
    [quantity({ kind: 'at-least', least: 5 }, 4, 5, 6), 'ok'],
    [quantity({ kind: 'at-least', least: 5 }, 4, 4, 6), 'over'],
    [quantity({ kind: 'at-most', most: 5 }, 4, 5, 60), 'ok'],
    [quantity({ kind: 'at-most', most: 5 }, 4, 6), 'ok'],
    [quantity({ kind: 'at-most', most: 5 }, 6, 6), 'over'],
    [quantity({ kind: 'at-most', most: 5 }), 'not judged'],
    [quantity(undefined, 5), ''],
  ])('%j: %s', (judged, verdict) => {
    expect(verdictOf(judged, true)).toBe(verdict)
  })

  test('is not judged on a busy machine, and the figures are shown all the same', () => {
    expect(quantityTable([memory], false)).toContain(
      '| memory | 200.0 MiB (100.0 MiB – 400.0 MiB) | 220.0 MiB (90.0 MiB – 400.0 MiB) | 1.00 × (0.90 × – 1.10 ×)',
    )
    expect(verdictOf(memory, false)).toBe('not judged')
  })
})

describe('the machine', () => {
  const quiet: Conditions = { load: 0.2, otherElectrons: 0 }

  test('is quiet when it had little to do before, whatever the measuring itself has left', () => {
    expect(disturbances(quiet, { ...quiet, load: 3 })).toEqual([])
  })

  test.each([
    ['busy', { ...quiet, load: 3.2 }, quiet, 'the machine is busy (load 3.2)'],
    ['unknown', { ...quiet, load: Number.NaN }, quiet, 'the machine is busy (load NaN)'],
    ['sharing memory', quiet, { ...quiet, otherElectrons: 4 }, 'other apps run the same Electron'],
  ])('that is %s is not judged on', (_, before, after, reason) => {
    expect(disturbances(before, after)).toEqual([reason])
  })
})
