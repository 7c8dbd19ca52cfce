import { expect, test } from 'vitest'
import { escapeBody } from '../../../electron/platform/notifications/notify-arguments.ts'

const body = '<a href="https://evil.example/">5 & 6</a><img src="file:///x">'

test.each(['body-markup', 'body-hyperlinks', 'body-images'])(
  'markup in a body is shown as text where the desktop can show %s',
  (capability) => {
    expect(escapeBody(body, new Set(['actions', capability]))).toBe(
      '&lt;a href="https://evil.example/"&gt;5 &amp; 6&lt;/a&gt;&lt;img src="file:///x"&gt;',
    )
  },
)

test('a desktop that reads no markup gets a body as it is', () => {
  expect(escapeBody(body, new Set(['body', 'actions']))).toBe(body)
})
