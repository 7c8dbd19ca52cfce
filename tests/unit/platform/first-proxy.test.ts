import { expect, test } from 'vitest'
import { firstProxy } from '../../../electron/platform/network/first-proxy.ts'

test.each([
  ['DIRECT', null],
  ['PROXY proxy.example.com:8080; DIRECT', 'proxy.example.com:8080'],
  ['HTTPS secure.example.com:443', 'secure.example.com:443'],
  ['DIRECT; PROXY proxy.example.com:8080', null],
  ['', null],
])('%s', (list, expected) => {
  expect(firstProxy(list)).toBe(expected)
})
