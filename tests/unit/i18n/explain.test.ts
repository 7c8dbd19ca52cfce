import { describe, expect, test } from 'vitest'
import { english } from '../../../electron/i18n/english.ts'
import { explain, explainAddress } from '../../../electron/i18n/explain.ts'
import type { ConnectionError } from '../../../electron/model/connection.ts'
import { languages } from '../../../electron/model/settings.ts'
import { parseSource } from '../../../electron/model/source.ts'
import { createI18n } from '../../support/i18n.ts'

test.each<[ConnectionError, string | RegExp]>([
  [{ kind: 'connect-timeout', afterMs: 15_000 }, 'The server didn’t answer within 15 seconds.'],
  [{ kind: 'unreachable', detail: 'no-network' }, 'The server couldn’t be reached (you’re offline).'],
  [{ kind: 'token-not-renewed', detail: 'no-answer' }, /gave no new one \(it doesn’t answer\)/],
  [{ kind: 'broken', detail: 'ssl handshake' }, 'Connection lost (ssl handshake).'],
  [{ kind: 'status', status: 404 }, /doesn’t exist on the server \(404\)/],
  [{ kind: 'status', status: 503 }, 'The server had an internal error (503).'],
  [{ kind: 'status', status: 1_999 }, /carried the number 1999, which HTTP doesn’t know/],
  [{ kind: 'late-headers', afterMs: 60_000 }, /No answer has begun within 60 seconds/],
  [{ kind: 'not-a-stream', contentType: null }, /answered with something unnamed instead/],
  [{ kind: 'event-too-large', limitBytes: 1024 * 1024 }, /larger than 1,024\u00a0KiB/],
])('%j is said in words', (cause, text) => {
  expect(explain(cause, english)).toMatch(text)
})

test('the way the address is wrong is said in every language', () => {
  for (const language of languages) {
    const i18n = createI18n(language)
    for (const address of ['app.example.com', 'ftp://app.example.com', 'https://me:secret@app.example.com']) {
      const parsed = parseSource(address)
      if (parsed.kind !== 'invalid') throw new Error(`${address} should be invalid`)
      const text = explainAddress(parsed, i18n)
      expect(text.length).toBeGreaterThan(20)
      expect(text).not.toContain('secret')
    }
  }
})

describe('a wrong address', () => {
  test.each([
    ['app.example.com', 'unreadable'],
    ['', 'unreadable'],
    ['ftp://app.example.com', 'not-web'],
    ['https://me@app.example.com', 'with-password'],
  ])('%s: %s', (address, why) => {
    expect(parseSource(address)).toEqual({ kind: 'invalid', why, address })
  })
})
