import { expect, test } from 'vitest'
import { environmentLogins, proxyLogin } from '../../../electron/platform/network/proxy-login.ts'

const proxy = 'proxy.example.com:8080'

test.each([
  ['HTTPS_PROXY', 'http://ann:s3cret@proxy.example.com:8080'],
  ['https_proxy', 'http://ann:s3cret@PROXY.example.com:8080/'],
  ['http_proxy', 'ann:s3cret@proxy.example.com:8080'],
  ['ALL_PROXY', 'http://ann:s3cret@proxy.example.com:8080'],
])('%s=%s answers its proxy', (name, value) => {
  expect(proxyLogin(proxy, { [name]: value })).toEqual({ name: 'ann', password: 's3cret' })
})

test('a password may have escaped characters', () => {
  const environment = { HTTPS_PROXY: 'http://corp%5Cann:p%40ss%2F@proxy.example.com:8080' }
  expect(proxyLogin(proxy, environment)).toEqual({ name: 'corp\\ann', password: 'p@ss/' })
})

test('without a port the default one counts', () => {
  const environment = { HTTPS_PROXY: 'http://ann:s3cret@proxy.example.com' }
  expect(proxyLogin('proxy.example.com:80', environment)).not.toBeNull()
  expect(proxyLogin(proxy, environment)).toBeNull()
})

test.each([
  ['another proxy', 'evil.example.net:8080'],
  ['another port', 'proxy.example.com:8081'],
])('%s never gets the password', (_, request) => {
  expect(proxyLogin(request, { HTTPS_PROXY: 'http://ann:s3cret@proxy.example.com:8080' })).toBeNull()
})

test.each([undefined, '', 'http://proxy.example.com:8080', ':::', 'http://'])(
  '%j gives no login',
  (value) => {
    expect(proxyLogin(proxy, { HTTPS_PROXY: value })).toBeNull()
  },
)

test('a command sends the login of the environment once, and then names the proxy', async () => {
  const { answer } = environmentLogins({ HTTPS_PROXY: 'http://ann:s3cret@proxy.example.com:8080' })()
  const challenge = { proxy, inClear: true }
  expect(await answer(challenge)).toEqual({ kind: 'login', login: { name: 'ann', password: 's3cret' } })
  expect(await answer(challenge)).toEqual({ kind: 'none', asking: { ...challenge, wasRejected: true } })
})

test('a proxy with an IPv6 address gets its login', () => {
  const environment = { HTTPS_PROXY: 'http://ann:s3cret@[::1]:8080' }
  expect(proxyLogin('[::1]:8080', environment)).not.toBeNull()
})
