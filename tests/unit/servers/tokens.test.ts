import { expect, test } from 'vitest'
import type { Source } from '../../../electron/model/source.ts'
import type { TokenOrigin } from '../../../electron/platform/files/token-file.ts'
import type { Secrets } from '../../../electron/servers/secrets.ts'
import { createTokens } from '../../../electron/servers/tokens.ts'

const sourceAt = (address: string): Source => ({ id: address, url: new URL(address) })
const acme = sourceAt('https://acme.example/events')
const acmeElsewhere = sourceAt('https://acme.example/v2/events')
const other = sourceAt('https://other.example/events')

function inMemory(): Secrets {
  const kept = new Map<string, string>()
  return {
    read: (origin) => kept.get(origin) ?? null,
    keep: (origin, token) => void kept.set(origin, token),
    forget: (origin) => void kept.delete(origin),
    keptIn: () => 'keychain',
  }
}

function tokens(source: Source | null = null, token: TokenOrigin = { kind: 'none' }) {
  return createTokens({ secrets: inMemory(), named: { source, token }, onUnreadable: () => {} })
}

test('a token goes to the origin it was given for, whatever the path', () => {
  const known = tokens()
  known.keep(acme, 'secret')
  expect(known.of(acme)).toBe('secret')
  expect(known.of(acmeElsewhere)).toBe('secret')
  expect(known.of(other)).toBeNull()
})

test('a token named at the start goes before the kept one, to the server of the start only', () => {
  const known = tokens(acme, { kind: 'value', token: 'named' })
  expect(known.of(acme)).toBe('named')
  expect(known.of(other)).toBeNull()
})

test('a token named at the start for no server goes nowhere', () => {
  expect(tokens(null, { kind: 'value', token: 'named' }).of(acme)).toBeNull()
})

test('a token given later replaces the one of the start', () => {
  const known = tokens(acme, { kind: 'value', token: 'named' })
  known.keep(acme, 'newer')
  expect(known.of(acme)).toBe('newer')
})

test('a token that is forgotten is forgotten wherever it came from', () => {
  const known = tokens(acme, { kind: 'value', token: 'named' })
  known.keep(other, 'theirs')
  known.forget(acme)
  expect(known.state(acme)).toEqual({ present: false, keptIn: 'keychain' })
  expect(known.state(other)).toEqual({ present: true, keptIn: 'keychain' })
})
