import { expect, test } from 'vitest'
import { authorizationServerUrls, browserFlowError } from '../../../electron/accounts/authorization-server.ts'

const urls = (issuer: string) => authorizationServerUrls(new URL(issuer)).map(String)

test('the metadata lie where RFC 8414 and OpenID put them', () => {
  expect(urls('https://a.example')).toEqual([
    'https://a.example/.well-known/oauth-authorization-server',
    'https://a.example/.well-known/openid-configuration',
  ])
  expect(urls('https://a.example/tenant/1/')).toEqual([
    'https://a.example/.well-known/oauth-authorization-server/tenant/1',
    'https://a.example/tenant/1/.well-known/openid-configuration',
    'https://a.example/.well-known/openid-configuration/tenant/1',
  ])
})

test.each([
  [{}, null],
  [
    { grant_types_supported: ['authorization_code'], code_challenge_methods_supported: ['plain', 'S256'] },
    null,
  ],
  [{ authorization_endpoint: undefined }, 'no-flow'],
  [{ grant_types_supported: ['client_credentials'] }, 'no-flow'],
  [{ code_challenge_methods_supported: [] }, 'no-pkce'],
])('a server with %j: %s', (parts, kind) => {
  const server = {
    issuer: 'https://a.example',
    token_endpoint: 'https://a.example/token',
    authorization_endpoint: 'https://a.example/auth',
  }
  expect(browserFlowError({ ...server, ...parts })?.kind ?? null).toBe(kind)
})
