import { describe, expect, test } from 'vitest'
import { type CompletenessFacts, completenessOf } from '../../../electron/model/completeness.ts'

const facts: CompletenessFacts = {
  isOpen: true,
  gap: null,
  interruptedAt: 1000,
  unknownSince: null,
  cursor: '7',
  isConfirmed: false,
  declaresReplay: null,
}
const completeness = (parts: Partial<CompletenessFacts>) => completenessOf({ ...facts, ...parts })

describe('that nothing is missing is proven', () => {
  test.each<[string, Partial<CompletenessFacts>]>([
    ['when there was no interruption', { interruptedAt: null, cursor: null }],
    ['when the response names our id', { isConfirmed: true }],
    ['when the greeting declares that the server replays', { declaresReplay: true }],
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

test('without a stream nothing is known but an older doubt', () => {
  expect(completeness({ isOpen: false, isConfirmed: true })).toEqual({ kind: 'not-known-yet' })
  expect(completeness({ isOpen: false, unknownSince: 500 })).toEqual({ kind: 'unknown', since: 500 })
})

test('a gap comes before everything else', () => {
  const gap = { at: 5, from: '7', to: '90' }
  expect(completeness({ gap, isConfirmed: true, isOpen: false })).toEqual({ kind: 'gap', ...gap })
})
