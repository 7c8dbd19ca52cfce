import { expect, test } from 'vitest'
import { storeErrorOf } from '../../../electron/store/store-error.ts'

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('said SQLite'), { errcode })
}

test.each([
  [13, 'disk-full'],
  [5, 'history-locked'],
  [8, 'history-read-only'],
  [11, 'history-damaged'],
])('result code %i has a name', (code, reason) => {
  expect(storeErrorOf(sqliteError(code))).toMatchObject({ kind: 'failed', reason })
})

test('an extended code counts as its primary one', () => {
  const readOnlyRecovery = 8 | (1 << 8)
  expect(storeErrorOf(sqliteError(readOnlyRecovery)).reason).toBe('history-read-only')
})

test('a code without a name of ours has SQLite’s message as its reason', () => {
  expect(storeErrorOf(sqliteError(9)).reason).toBe('said SQLite')
})

test('what did not come from SQLite is a bug and is thrown on', () => {
  expect(() => storeErrorOf(new TypeError('ours'))).toThrow('ours')
})
