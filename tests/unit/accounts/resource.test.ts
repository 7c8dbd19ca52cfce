import { describe, expect, test } from 'vitest'
import {
  isResourceOf,
  isTokenFor,
  parseResource,
  resourceMetadataUrls,
  scopesFor,
} from '../../../electron/accounts/resource.ts'

const stream = new URL('https://app.example.com/api/notifications?team=7')

describe('a resource is the server that was asked', () => {
  test.each([
    'https://app.example.com/api/notifications?team=7',
    'https://app.example.com/api/notifications',
    'https://app.example.com/api/',
    'https://app.example.com/api',
    'https://app.example.com/',
    'https://app.example.com',
    'https://APP.example.com:443',
  ])('%s', (identifier) => {
    expect(isResourceOf(identifier, stream)).toBe(true)
  })
})

describe('and not', () => {
  test.each([
    'https://app.example.com/api/notification',
    'https://app.example.com/api/notifications/',
    'https://app.example.com/ap',
    'https://app.example.com/api/notifications?team=8',
    'https://app.example.com/?team=7',
    'https://app.example.com:8443/api',
    'http://app.example.com/api',
    'https://example.com/api',
    'https://app.example.com.evil.example/api',
    'https://me@app.example.com/api',
    'https://app.example.com/api#x',
    '/api',
    'urn:acme',
    '',
  ])('%s', (identifier) => {
    expect(isResourceOf(identifier, stream)).toBe(false)
  })
})

test('the metadata are read as far as they can be used', () => {
  const value = {
    resource: 'https://app.example.com/api',
    authorization_servers: [
      5,
      'https://a.example/x',
      'http://b.example',
      'https://c.example?x',
      'https://d.example/',
    ],
    scopes_supported: ['read', 'has space', 7, 'a"b', 'write'],
    other: true,
  }
  expect(parseResource(value, stream, 'app.example.com')).toEqual({
    kind: 'done',
    value: {
      identifier: 'https://app.example.com/api',
      issuers: [new URL('https://a.example/x'), new URL('https://d.example/')],
      scopes: ['read', 'write'],
    },
  })
})

test('of many authorization servers three are tried', () => {
  const value = {
    resource: stream.href,
    authorization_servers: Array.from({ length: 50 }, (_, at) => `https://s${at}.example`),
  }
  const read = parseResource(value, stream, 'app.example.com')
  expect(read.kind === 'done' && read.value.issuers).toHaveLength(3)
})

test('the metadata lie where RFC 9728 puts them', () => {
  const urls = (text: string) => resourceMetadataUrls(new URL(text)).map(String)
  expect(urls('https://a.example/api/x?y')).toEqual([
    'https://a.example/.well-known/oauth-protected-resource/api/x',
    'https://a.example/.well-known/oauth-protected-resource',
  ])
  expect(urls('https://a.example')).toEqual(['https://a.example/.well-known/oauth-protected-resource'])
})

test('scopes of OpenID are asked for where there are any', () => {
  expect(scopesFor(['read', 'openid'], ['openid', 'offline_access', 'email'])).toEqual([
    'read',
    'openid',
    'offline_access',
  ])
  expect(scopesFor(['read'], [])).toEqual(['read'])
  expect(scopesFor([], [])).toEqual([])
})

describe('a token', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const jwt = (claims: unknown) => `${encode({ alg: 'ES256' })}.${encode(claims)}.c2ln`

  test.each([
    ['for this server', jwt({ aud: stream.href })],
    ['for all of its origin', jwt({ aud: 'https://app.example.com' })],
    [
      'for this server among others',
      jwt({ aud: ['https://x.example', 'https://app.example.com/api/', 'ü'] }),
    ],
    ['that does not say whom it is for', jwt({ sub: 'alice' })],
    ['that says it in another way', jwt({ aud: 5 })],
    ['that is none', 'abc'],
    ['that only looks like one', 'a.b.c'],
    ['with five parts', 'a.b.c.d.e'],
  ])('%s may be sent', (_, token) => {
    expect(isTokenFor(token, stream)).toBe(true)
  })

  test.each([
    ['another server', { aud: 'https://other.example' }],
    ['other servers', { aud: ['https://other.example', 'account'] }],
    ['nobody', { aud: [] }],
    ['a name', { aud: 'account' }],
  ])('for %s may not', (_, claims) => {
    expect(isTokenFor(jwt(claims), stream)).toBe(false)
  })
})
