import { expect, test } from 'vitest'
import { firstProxy, isProxyEncrypted, proxyAddress } from '../../../electron/platform/network/first-proxy.ts'

test.each([
  ['DIRECT', null],
  ['PROXY proxy.example.com:8080; DIRECT', 'proxy.example.com:8080'],
  ['HTTPS secure.example.com:443', 'secure.example.com:443'],
  ['DIRECT; PROXY proxy.example.com:8080', null],
  ['', null],
])('%s', (list, expected) => {
  expect(firstProxy(list)).toBe(expected)
})

test.each([
  ['PROXY proxy.example.com:3128; DIRECT', 'proxy.example.com:3128', false],
  ['PROXY a.example:1; HTTPS Proxy.Example.com:443', 'proxy.example.com:443', true],
  ['HTTPS other.example:443', 'proxy.example.com:443', false],
  ['HTTPS [::1]:443', '[::1]:443', true],
  ['', 'proxy.example.com:3128', false],
])('%s: whether %s is spoken to with encryption', (list, proxy, expected) => {
  expect(isProxyEncrypted(list, proxy)).toBe(expected)
})

test('an IPv6 address of a proxy is in brackets, however Chromium reports it', () => {
  expect([proxyAddress('::1', 3128), proxyAddress('[::1]', 3128)]).toEqual(['[::1]:3128', '[::1]:3128'])
  expect(proxyAddress('Proxy.Example.com', 80)).toBe('proxy.example.com:80')
})
