import { expect, test } from 'vitest'
import { escapeBody } from '../../../electron/platform/notifications/notify-arguments.ts'

test('markup in a body is shown as text', () => {
  expect(escapeBody('<b>5 & 6</b>', true)).toBe('&lt;b&gt;5 &amp; 6&lt;/b&gt;')
  expect(escapeBody('<b>5 & 6</b>', false)).toBe('<b>5 & 6</b>')
})
