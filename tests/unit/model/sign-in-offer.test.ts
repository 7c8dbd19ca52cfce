import { describe, expect, test } from 'vitest'
import { parseBearerChallenge, parseSignInOffer } from '../../../electron/model/sign-in-offer.ts'

const resource = new URL('https://app.example.com/api/notifications')
const metadata = 'https://app.example.com/.well-known/oauth-protected-resource/api/notifications'
const offer = (header: string | null, from = resource) => parseSignInOffer(header, from)

describe('a server offers the sign-in', () => {
  test.each([
    [`Bearer resource_metadata="${metadata}"`],
    [`bearer Resource_Metadata = "${metadata}"`],
    [
      `Bearer error="invalid_token", error_description="The token, it \\"expired\\"", resource_metadata="${metadata}"`,
    ],
    [`Bearer realm="a=\\\\", resource_metadata="${metadata}", scope="a b"`],
    [`Basic realm="x", Bearer resource_metadata="${metadata}"`],
    [`Negotiate YIIabc==, Bearer resource_metadata="${metadata}", Digest realm="y"`],
    [`Negotiate, Bearer, Bearer resource_metadata="${metadata}"`],
    [`  , Bearer resource_metadata="${metadata}#part"`],
  ])('%s', (header) => {
    expect(offer(header)).toBe(metadata)
  })
})

describe('a server does not offer it', () => {
  test.each([
    [null],
    [''],
    ['Bearer'],
    ['Bearer realm="x"'],
    [`Basic resource_metadata="${metadata}"`],
    [`Bearer realm="x", Basic resource_metadata="${metadata}"`],
    [`resource_metadata="${metadata}"`],
    ['Bearer resource_metadata="/.well-known/oauth-protected-resource"'],
    [`Bearer resource_metadata="${metadata}`],
    ['Bearer resource_metadata="http://app.example.com/metadata"'],
    ['Bearer resource_metadata="http://127.0.0.1/metadata"'],
    ['Bearer resource_metadata="https://me:secret@app.example.com/metadata"'],
    ['Bearer resource_metadata="file:///etc/passwd"'],
    [`Bearer resource_metadata="https://app.example.com/${'a'.repeat(5_000)}"`],
    ['Bearer error="resource_metadata=\\"https://evil.example/\\""'],
  ])('%s', (header) => {
    expect(offer(header)).toBeNull()
  })
})

test('only a server on this computer may name an address without encryption', () => {
  const header = 'Bearer resource_metadata="http://127.0.0.1:4000/metadata"'
  expect(offer(header, new URL('http://127.0.0.1:4310/stream'))).toBe('http://127.0.0.1:4000/metadata')
  expect(offer(header, new URL('https://app.example.com/stream'))).toBeNull()
})

test('of two addresses the first one counts', () => {
  expect(offer(`Bearer resource_metadata="${metadata}", resource_metadata="https://evil.example/"`)).toBe(
    metadata,
  )
})

test('the scope is read too, if it is one', () => {
  const scope = (header: string) => parseBearerChallenge(header, resource)?.scope
  expect(scope('Bearer scope="notifications:read  profile "')).toBe('notifications:read profile')
  expect(scope('Bearer scope=read')).toBe('read')
  expect(scope('Bearer scope="with \\"quotes\\""')).toBeNull()
  expect(scope('Bearer scope=""')).toBeNull()
  expect(scope('Bearer')).toBeNull()
  expect(parseBearerChallenge('Basic realm="x"', resource)).toBeNull()
})

test('whatever a header holds, it is parsed to its end, quickly', () => {
  for (const hostile of [
    'a="'.repeat(20_000),
    'a,'.repeat(20_000),
    'a b '.repeat(20_000),
    `a="${'\\'.repeat(50_001)}`,
    '=,'.repeat(20_000),
  ]) {
    expect(offer(hostile)).toBeNull()
  }
})
