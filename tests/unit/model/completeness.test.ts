import { describe, expect, test } from 'vitest'
import { type CompletenessFacts, completenessOf, isNextNumber } from '../../../electron/model/completeness.ts'

const facts: CompletenessFacts = {
  isOpen: true,
  gap: null,
  interruptedAt: 1000,
  unknownSince: null,
  cursor: '7',
  isConfirmed: false,
  declaresReplay: null,
  continuesInOrder: false,
}
const completeness = (parts: Partial<CompletenessFacts>) => completenessOf({ ...facts, ...parts })

describe('that nothing is missing is proven', () => {
  test.each<[string, Partial<CompletenessFacts>]>([
    ['when there was no interruption', { interruptedAt: null, cursor: null }],
    ['when the response names our id', { isConfirmed: true }],
    ['when the greeting declares that the server replays', { declaresReplay: true }],
    ['when the next number came first', { continuesInOrder: true }],
    [
      'by the next number even if the server does not replay',
      { continuesInOrder: true, declaresReplay: false },
    ],
  ])('%s', (_, parts) => {
    expect(completeness(parts)).toEqual({ kind: 'proven' })
  })
})

describe('it can not be known', () => {
  test.each<[string, Partial<CompletenessFacts>]>([
    ['when the server just goes on', {}],
    ['when it says that it does not replay', { declaresReplay: false }],
    ['without ids, whatever the server declares', { cursor: null, declaresReplay: true }],
  ])('%s', (_, parts) => {
    expect(completeness(parts)).toEqual({ kind: 'unknown', since: 1000 })
  })

  test('after an older interruption, whatever is proven of the last one', () => {
    expect(completeness({ unknownSince: 500, isConfirmed: true })).toEqual({ kind: 'unknown', since: 500 })
  })
})

test('without a stream nothing is known', () => {
  expect(completeness({ isOpen: false, isConfirmed: true })).toEqual({ kind: 'not-known-yet' })
})

test('a gap comes before everything else', () => {
  const gap = { at: 5, from: '7', to: '90' }
  expect(completeness({ gap, isConfirmed: true, isOpen: false })).toEqual({ kind: 'gap', ...gap })
})

test.each([
  ['7', '8', true],
  ['99', '100', true],
  ['653247040368672768', '653247040368672769', false],
  ['1795341600', '1795341601', false],
  ['7', '9', false],
  ['7', '7', false],
  ['a', 'b', false],
  ['', '1', false],
  ['-1', '0', false],
])('after %j comes %j: %j', (cursor, id, isNext) => {
  expect(isNextNumber(cursor, id)).toBe(isNext)
})
