import { expect, test } from 'vitest'
import { failureOf } from '../../../electron/store/failure.ts'

function sqliteError(errcode: number): Error {
  return Object.assign(new Error('said SQLite'), { errcode })
}

test.each([
  [13, 'the disk is full'],
  [5, 'another program holds the history file locked'],
  [8, 'the history file, or its folder, is read-only'],
  [11, 'the history file is damaged, or is not a history file'],
])('result code %i is said in words', (code, reason) => {
  expect(failureOf(sqliteError(code))).toEqual({ kind: 'failed', reason })
})

test('an extended code counts as its primary one', () => {
  const readOnlyRecovery = 8 | (1 << 8)
  expect(failureOf(sqliteError(readOnlyRecovery)).reason).toContain('read-only')
})

test('a code without words of ours keeps those of SQLite', () => {
  expect(failureOf(sqliteError(9)).reason).toBe('said SQLite')
})

test('what did not come from SQLite is a bug and is thrown on', () => {
  expect(() => failureOf(new TypeError('ours'))).toThrow('ours')
})
