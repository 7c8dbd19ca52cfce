import { expect, test } from 'vitest'
import {
  afterAcknowledged,
  afterClose,
  afterGreeting,
  afterOpen,
  completenessOfRecord,
  initialResumeRecord,
  type ResumeRecord,
} from '../../../electron/feed/resume-record.ts'
import type { Resume } from '../../../electron/feed/with-cursor.ts'

const known = (record: ResumeRecord) => completenessOfRecord(record, null)
const resumed = (cursor: string, isConfirmed = false): Resume => ({ kind: 'resumed', cursor, isConfirmed })
const fromNow: Resume = { kind: 'from-now' }
const firstStream = afterOpen(initialResumeRecord(null), fromNow)

test('the first stream of all can have missed nothing', () => {
  expect(known(initialResumeRecord(null))).toEqual({ kind: 'not-known-yet' })
  expect(known(firstStream)).toEqual({ kind: 'proven' })
})

test('a server without ids leaves unknown what it sent from the first interruption on', () => {
  const again = afterOpen(afterClose(firstStream, 100), fromNow)
  expect(known(again)).toEqual({ kind: 'unknown', since: 100 })
  expect(known(afterOpen(afterClose(again, 200), fromNow))).toEqual({ kind: 'unknown', since: 100 })
})

test('a proof later covers all interruptions after the same id', () => {
  const second = afterOpen(afterClose(firstStream, 100), resumed('7'))
  const third = afterOpen(afterClose(second, 200), resumed('7'))
  expect(known(third)).toEqual({ kind: 'unknown', since: 100 })
  expect(known(afterGreeting(third, true))).toEqual({ kind: 'proven' })
})

test('but not those before events came that prove nothing', () => {
  const second = afterOpen(afterClose(firstStream, 100), resumed('7'))
  const third = afterOpen(afterClose(second, 200), resumed('20', true))
  expect(known(third)).toEqual({ kind: 'unknown', since: 100 })
})

test('a greeting counts for its own stream only', () => {
  const second = afterGreeting(afterOpen(afterClose(firstStream, 100), resumed('7')), true)
  expect(known(second)).toEqual({ kind: 'proven' })
  expect(known(afterOpen(afterClose(second, 200), resumed('7')))).toEqual({ kind: 'unknown', since: 200 })
})

test('an earlier run counts as a stream that was interrupted', () => {
  expect(known(afterOpen(initialResumeRecord(50), resumed('7')))).toEqual({ kind: 'unknown', since: 50 })
  expect(known(afterOpen(initialResumeRecord(50), resumed('7', true)))).toEqual({ kind: 'proven' })
})

test('what an earlier run could not know stays unknown', () => {
  expect(known(afterOpen(initialResumeRecord(50, 20), resumed('7', true)))).toEqual({
    kind: 'unknown',
    since: 20,
  })
})

test('a doubt stands while there is no stream', () => {
  const closed = afterClose(afterOpen(afterClose(firstStream, 100), resumed('7')), 200)
  expect(known(closed)).toEqual({ kind: 'unknown', since: 100 })
  expect(known(afterOpen(closed, resumed('7', true)))).toEqual({ kind: 'proven' })
})

test('what the user has seen is not said again', () => {
  const again = afterOpen(afterClose(firstStream, 100), fromNow)
  expect(known(afterAcknowledged(again))).toEqual({ kind: 'proven' })
})
