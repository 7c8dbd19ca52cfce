import { describe, expect, test } from 'vitest'
import { parseDeepLink } from '../../../electron/model/deep-link.ts'

test.each([
  ['tidings://open/n-981', 'n-981'],
  ['tidings://open/exp%2F42', 'exp/42'],
  ['tidings://open/Auftr%C3%A4ge%202026', 'Aufträge 2026'],
  ['TIDINGS://open/n-981', 'n-981'],
  ['tidings://open/%253Cb%253E', '%3Cb%3E'],
])('%s opens the item %s', (text, id) => {
  expect(parseDeepLink(text)).toEqual({ kind: 'open', id })
})

test.each([
  ['https%3A%2F%2Fapp.example.com%2Fapi%2Fnotifications', 'https://app.example.com/api/notifications'],
  ['https://app.example.com/sse', 'https://app.example.com/sse'],
  ['http%3A%2F%2F127.0.0.1%3A4310%2Fsse', 'http://127.0.0.1:4310/sse'],
  ['https%3A%2F%2Fapp.example.com%2Fsse%23part', 'https://app.example.com/sse'],
])('tidings://connect?server=%s asks to connect to %s', (server, address) => {
  const link = parseDeepLink(`tidings://connect?server=${server}`)
  expect(link).toMatchObject({ kind: 'connect', source: { id: address } })
})

test('a link can name the format of the server', () => {
  const server = encodeURIComponent('https://ntfy.example/exports/sse#format=ntfy')
  expect(parseDeepLink(`tidings://connect?server=${server}`)).toMatchObject({
    source: { id: 'https://ntfy.example/exports/sse', format: 'ntfy' },
  })
})

describe('nothing comes of', () => {
  test.each([
    ['no link', ''],
    ['no link', 'https://app.example.com/'],
    ['an unknown verb', 'tidings://quit'],
    ['an unknown verb', 'tidings://settings?server=https://a.example'],
    ['a verb in another case', 'tidings://OPEN/n-1'],
    ['a link without slashes', 'tidings:open/n-1'],
    ['no id', 'tidings://open/'],
    ['no id', 'tidings://open'],
    ['a path', 'tidings://open/a/b'],
    ['more than an id', 'tidings://open/n-1?run=1'],
    ['more than an id', 'tidings://open/n-1#x'],
    ['a half-encoded id', 'tidings://open/%E4'],
    ['a control character', 'tidings://open/n-1%00'],
    ['a line break', 'tidings://open/n-1%0a--quit'],
    ['an endless id', `tidings://open/${'n'.repeat(1_025)}`],
    ['an endless link', `tidings://connect?server=https://a.example/${'a'.repeat(4_000)}`],
    ['an endless server', `tidings://connect?server=https://a.example/${'a'.repeat(1_000)}`],
    ['a user name', 'tidings://user@open/n-1'],
    ['a port', 'tidings://open:80/n-1'],
    ['no server', 'tidings://connect'],
    ['no server', 'tidings://connect?server='],
    ['two servers', 'tidings://connect?server=https://a.example&server=https://b.example'],
    ['more than a server', 'tidings://connect?server=https://a.example&token=t'],
    ['a path beside the server', 'tidings://connect/now?server=https://a.example'],
    ['a server without encryption', 'tidings://connect?server=http://a.example/sse'],
    ['a server with a password', 'tidings://connect?server=https://u:p@a.example/sse'],
    ['a file as server', 'tidings://connect?server=file:///etc/passwd'],
    ['a script as server', 'tidings://connect?server=javascript:alert(1)'],
    ['a link as server', 'tidings://connect?server=tidings://connect'],
  ])('%s: %s', (_, text) => {
    expect(parseDeepLink(text)).toBeNull()
  })
})
