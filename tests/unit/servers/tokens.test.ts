import { expect, test } from 'vitest'
import type { Source } from '../../../electron/model/source.ts'
import type { TokenRead } from '../../../electron/model/token.ts'
import type { Secrets } from '../../../electron/servers/secrets.ts'
import { createTokens } from '../../../electron/servers/tokens.ts'

const sourceAt = (address: string): Source => ({ id: address, url: new URL(address), format: null })
const acme = sourceAt('https://acme.example/events')
const acmeElsewhere = sourceAt('https://acme.example/v2/events')
const other = sourceAt('https://other.example/events')

function inMemory(): Secrets {
  const kept = new Map<string, string>()
  return {
    read: (origin) => kept.get(origin) ?? null,
    save: (origin, token) => void kept.set(origin, token),
    forget: (origin) => void kept.delete(origin),
    keptIn: () => 'keychain',
  }
}

const given: TokenRead = { kind: 'token', token: 'given' }

/** @param override what the command line gives for this run, for this server */
function tokens(overrideSource: Source | null = null, override: TokenRead | null = null) {
  return createTokens({
    secrets: inMemory(),
    readOverride: override === null ? null : () => override,
    overrideSource,
    onUnreadable: () => {},
  })
}

test('a token is sent to the origin it was given for, whatever the path', () => {
  const known = tokens()
  known.save(acme, 'secret')
  expect(known.tokenFor(acme)).toBe('secret')
  expect(known.tokenFor(acmeElsewhere)).toBe('secret')
  expect(known.tokenFor(other)).toBeNull()
})

test('the token of the command line takes precedence over the stored one, for the first server only', () => {
  const known = tokens(acme, given)
  expect(known.tokenFor(acme)).toBe('given')
  expect(known.tokenFor(other)).toBeNull()
})

test('the token of the command line is sent nowhere when there is no server', () => {
  expect(tokens(null, given).tokenFor(acme)).toBeNull()
})

test('a token that is saved later replaces the one of the command line', () => {
  const known = tokens(acme, given)
  known.save(acme, 'newer')
  expect(known.tokenFor(acme)).toBe('newer')
})

test('a token is forgotten wherever it came from', () => {
  const known = tokens(acme, given)
  known.save(other, 'theirs')
  known.forget(acme)
  expect(known.state(acme)).toEqual({ present: false, keptIn: 'keychain' })
  expect(known.state(other)).toEqual({ present: true, keptIn: 'keychain' })
})
