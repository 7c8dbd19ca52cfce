import { describe, expect, test } from 'vitest'
import { afterAttempt, untriedCursor, wasRefusedOften } from '../../../electron/feed/cursor-trial.ts'
import { failed } from '../../../electron/feed/http-client.ts'
import { defaultLimits } from '../../../electron/feed/limits.ts'
import { type ConnectionEnd, isCursorRefusal } from '../../../electron/feed/retry-outcome.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'

const status = (code: number): ConnectionError => ({ kind: 'status', status: code })
const broken: ConnectionError = { kind: 'broken', detail: 'reset' }

function endOf(error: ConnectionError, parts: Partial<ConnectionEnd> = {}): ConnectionEnd {
  return {
    failure: failed(error),
    brought: 'nothing',
    hasSetRetry: false,
    openMs: null,
    wereHeadersInTime: true,
    wasCursorSent: true,
    hasTokenWorked: false,
    ...parts,
  }
}

function trialAfter(...ends: readonly ConnectionEnd[]) {
  return ends.reduce((trial, end) => afterAttempt(trial, end, defaultLimits), untriedCursor)
}

describe('a status', () => {
  test.each([400, 404, 409, 412, 416, 422, 500])(
    '%i is blamed on the cursor from the third time on',
    (code) => {
      const refused = endOf(status(code))
      expect(wasRefusedOften(trialAfter(refused))).toBe(false)
      expect(wasRefusedOften(trialAfter(refused, refused))).toBe(true)
      expect(isCursorRefusal(status(code), false)).toBe(false)
      expect(isCursorRefusal(status(code), true)).toBe(true)
    },
  )

  test.each([410, 431])('%i names the cursor as the reason at once', (code) => {
    expect(isCursorRefusal(status(code), false)).toBe(true)
  })

  test.each([401, 403, 408, 429, 502, 503, 504])('%i is never blamed on it', (code) => {
    expect(trialAfter(endOf(status(code)), endOf(status(code)))).toEqual(untriedCursor)
    expect(isCursorRefusal(status(code), true)).toBe(false)
  })

  test('that comes without a cursor too starts the counting again, so that the cursor is kept', () => {
    const refused = endOf(status(500))
    expect(trialAfter(refused, refused, refused)).toEqual(untriedCursor)
  })
})

describe('a stream that is cut before any event', () => {
  const cut = endOf(broken, { openMs: 20 })

  test('three times in a row is tried once without the cursor', () => {
    expect(trialAfter(cut, cut).isWithheld).toBe(false)
    expect(trialAfter(cut, cut, cut).isWithheld).toBe(true)
    expect(trialAfter(cut, cut, cut, endOf(broken, { openMs: 20, wasCursorSent: false }))).toEqual(
      untriedCursor,
    )
  })

  test('counts together with refusals by a status, whatever comes in between', () => {
    const down = endOf({ kind: 'refused' })
    expect(trialAfter(endOf(status(500)), down, endOf(status(422)), down, cut).isWithheld).toBe(true)
  })

  test('an empty answer counts like a cut, but not one with a comment: the server has nothing new', () => {
    const empty = endOf({ kind: 'ended' }, { openMs: 20 })
    expect(trialAfter(empty, empty, empty).isWithheld).toBe(true)
    const comment = endOf({ kind: 'ended' }, { openMs: 20, brought: 'life' })
    expect(trialAfter(comment, comment, comment)).toEqual(untriedCursor)
  })

  test('is not blamed on the cursor when an event came, or when it lived for some seconds', () => {
    expect(trialAfter(cut, cut, endOf(broken, { openMs: 20, brought: 'events' }))).toEqual(untriedCursor)
    expect(trialAfter(cut, cut, endOf(broken, { openMs: 5_000, brought: 'life' }))).toEqual(untriedCursor)
  })
})
