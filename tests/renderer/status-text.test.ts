import { describe, expect, test } from 'vitest'
import type { Completeness } from '../../electron/model/connection.ts'
import {
  completenessText,
  countdown,
  problemText,
  retryLabel,
  serverName,
} from '../../renderer/connection/status-text.ts'
import { createWindowI18n } from '../support/i18n.ts'

const i18n = createWindowI18n('en', 'en-GB')

describe('the words for what was missed', () => {
  const text = (completeness: Completeness) =>
    completenessText(completeness, i18n.t, { stamp: (at) => `moment ${at}` })

  test('say that nothing is missing only when that is proven', () => {
    expect(text({ kind: 'proven' })).toBe('None. You’re up to date.')
    expect(text({ kind: 'not-known-yet' })).toBe('Checked once connected.')
  })

  test('name the time from which on it is unknown, or before which something is missing', () => {
    expect(text({ kind: 'unknown', since: 5 })).toMatch(/any were missed since moment 5/)
    expect(text({ kind: 'gap', at: 7, from: '1', to: '9' })).toMatch(/before moment 7 may be missing/)
  })
})

describe('the words for the connection', () => {
  test.each([
    ['now', -1],
    ['now', 0],
    ['in 1\u00a0s', 1],
    ['in 12\u00a0s', 11_001],
    ['in 99\u00a0s', 99_000],
    ['in 2\u00a0min', 100_000],
  ])('say "%s"', (text, leftMs) => {
    expect(countdown(leftMs, i18n.t)).toBe(text)
  })

  test('call a server by its host', () => {
    expect(serverName('http://127.0.0.1:4000/api/notifications')).toBe('127.0.0.1:4000')
    expect(serverName('not a url')).toBe('not a url')
  })

  test('offer no retry where one is under way', () => {
    expect(retryLabel({ kind: 'connecting', since: 0, error: { kind: 'ended' } }, i18n.t)).toBeNull()
  })

  test('are silent when all is well', () => {
    expect(problemText({ kind: 'open', since: 0 }, null, i18n.t)).toBeNull()
    expect(problemText({ kind: 'connecting', since: 0, error: null }, null, i18n.t)).toBeNull()
  })
})
