import { describe, expect, test } from 'vitest'
import { limitReached } from '../../../electron/downloads/fetch-limits.ts'

const gigabyte = 1024 ** 3
const large = { free: 100 * gigabyte, total: 500 * gigabyte }
const reached = (received: number, total: number | null, space: typeof large | null = large) =>
  limitReached(3 * gigabyte, { received, total, space })

test('the size of the whole file counts, not what has arrived of it', () => {
  expect(reached(0, 3 * gigabyte)).toBeNull()
  expect(reached(0, 3 * gigabyte + 1)).toMatchObject({ kind: 'over-limit', size: 3 * gigabyte + 1 })
})

test('of a file whose size is not known what has arrived counts', () => {
  expect(reached(3 * gigabyte, null)).toBeNull()
  expect(reached(3 * gigabyte + 1, null)).toMatchObject({ kind: 'over-limit', size: null })
})

describe('on the disk', () => {
  test('one gigabyte stays free', () => {
    const space = { free: 3 * gigabyte, total: 500 * gigabyte }
    expect(reached(0, 2 * gigabyte, space)).toBeNull()
    expect(reached(0, 2 * gigabyte + 1, space)).toEqual({ kind: 'no-space' })
  })

  test('what has arrived already is not counted twice', () => {
    const space = { free: 2 * gigabyte, total: 500 * gigabyte }
    expect(reached(gigabyte, 2 * gigabyte, space)).toBeNull()
  })

  test('of a small one five percent stay free', () => {
    const space = { free: 0.5 * gigabyte, total: 4 * gigabyte }
    expect(reached(0, 0.3 * gigabyte, space)).toBeNull()
    expect(reached(0, 0.31 * gigabyte, space)).toEqual({ kind: 'no-space' })
  })

  test('a file whose size is not known is given up when too little is left', () => {
    expect(reached(1, null, { free: gigabyte - 1, total: 500 * gigabyte })).toEqual({ kind: 'no-space' })
  })

  test('where the system does not tell how much is free, only the size counts', () => {
    expect(reached(0, 2 * gigabyte, null)).toBeNull()
  })
})
