import { describe, expect, test } from 'vitest'
import type { Source } from '../../../electron/model/source.ts'
import type { TokenRead } from '../../../electron/model/token.ts'
import { createTokens, type TokensOptions } from '../../../electron/servers/tokens.ts'

const sourceAt = (address: string): Source => ({ id: address, url: new URL(address), format: null })
const acme = sourceAt('https://acme.example/events')
const acmeElsewhere = sourceAt('https://acme.example/v2/events')
const other = sourceAt('https://other.example/events')

function inMemory(): TokensOptions['secrets'] {
  const kept = new Map<string, string>()
  return {
    read: (origin) => kept.get(origin) ?? null,
    has: (origin) => kept.has(origin),
    save: async (origin, token) => void kept.set(origin, token),
    forget: (origin) => void kept.delete(origin),
    keptIn: () => 'keychain',
    isLoaded: () => true,
    load: async () => {},
  }
}

/** The file that remembers where the token of the command line was first used, across runs. */
function remembered(): TokensOptions['firstUse'] {
  let value: { readonly origin: string } | null = null
  return {
    current: () => value,
    save: (next) => {
      value = next
    },
  }
}

const given: TokenRead = { kind: 'token', token: 'given' }

/** @param override what the command line gives for this run, for this server */
function tokens(
  overrideSource: Source | null = null,
  override: TokenRead | null = null,
  firstUse = remembered(),
) {
  const said: string[] = []
  const known = createTokens({
    secrets: inMemory(),
    readOverride: override === null ? null : () => override,
    onUnreadable: (reason) => said.push(reason),
    ...{ overrideSource, firstUse },
  })
  return { ...known, said }
}

test('a token is sent to the server it was given for: another one at the same origin has its own', () => {
  const known = tokens()
  known.save(acme, 'secret')
  known.save(acmeElsewhere, 'of another account')
  expect(known.tokenFor(acme)).toBe('secret')
  expect(known.tokenFor(acmeElsewhere)).toBe('of another account')
  expect(known.tokenFor(other)).toBeNull()
  known.forget(acmeElsewhere)
  expect(known.tokenFor(acme)).toBe('secret')
  expect(known.tokenFor(acmeElsewhere)).toBeNull()
})

describe('the token of the command line', () => {
  test('takes precedence over the stored one, for the server that was given with it only', () => {
    const known = tokens(acme, given)
    known.use(acme)
    expect(known.tokenFor(acme)).toBe('given')
    known.use(other)
    expect(known.tokenFor(other)).toBeNull()
  })

  test('belongs to the first server that is used, and is sent nowhere before: not to what is typed', () => {
    const known = tokens(null, given)
    expect(known.tokenFor(acme)).toBeNull()
    known.use(acme)
    expect(known.tokenFor(acmeElsewhere)).toBe('given')
    known.use(other)
    expect(known.tokenFor(other)).toBeNull()
    expect(known.tokenFor(acme)).toBe('given')
  })

  test.each([
    ['with its server', acme],
    ['without one', null],
  ])('once used %s, it goes to no other in later runs', (_, source) => {
    const firstUse = remembered()
    tokens(source, given, firstUse).use(acme)
    const later = tokens(null, given, firstUse)
    later.use(other)
    expect(later.tokenFor(other)).toBeNull()
    expect(later.belongsTo(other)).toBe('https://acme.example')
    expect(tokens(null, given, firstUse).tokenFor(acme)).toBe('given')
  })

  test('goes to the server that is named in this run, whatever was remembered', () => {
    const firstUse = remembered()
    tokens(null, given, firstUse).use(acme)
    const named = tokens(other, given, firstUse)
    named.use(other)
    expect(named.tokenFor(other)).toBe('given')
    expect(named.tokenFor(acme)).toBeNull()
    expect(named.belongsTo(other)).toBeNull()
    expect(tokens(null, given, firstUse).tokenFor(other)).toBeNull()
  })

  test('leaves the stored token of another server alone', () => {
    const known = tokens(acme, given)
    known.save(other, 'theirs')
    known.use(other)
    expect(known.tokenFor(other)).toBe('theirs')
    expect(known.belongsTo(other)).toBeNull()
  })

  test('is replaced by a token that is saved later', () => {
    const known = tokens(acme, given)
    known.save(acme, 'newer')
    expect(known.tokenFor(acme)).toBe('newer')
  })
})

test('a token is forgotten wherever it came from', () => {
  const known = tokens(acme, given)
  known.save(other, 'theirs')
  known.forget(acme)
  expect(known.state(acme)).toEqual({ present: false, keptIn: 'keychain' })
  expect(known.state(other)).toEqual({ present: true, keptIn: 'keychain' })
})
