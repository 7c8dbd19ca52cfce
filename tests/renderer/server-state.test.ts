import { describe, expect, test } from 'vitest'
import type { Connection } from '../../electron/model/connection.ts'
import { summarizeConnections } from '../../renderer/connection/connection-summary.ts'
import { alertsFor, worstFirst } from '../../renderer/connection/server-state.ts'
import { createWindowI18n } from '../support/i18n.ts'
import { buildServer, type ServerParts } from './build-server.ts'

const i18n = createWindowI18n('en', 'en-GB')
const { t } = i18n
const open: Connection = { kind: 'open', since: 0 }
const connecting: Connection = { kind: 'connecting', since: 0, error: null }
const waiting: Connection = { kind: 'waiting', since: 0, error: { kind: 'refused' }, retryAt: 12_000 }
const signedOut: Connection = { kind: 'signed-out', since: 0, error: { kind: 'token-rejected' } }

/** Servers called A, B and so on, in these states. */
function servers(...parts: readonly (Connection | ServerParts)[]) {
  return parts.map((part, index) => {
    const name = String.fromCharCode(65 + index)
    const common = { key: index + 1, name, address: `https://${name}.example/` }
    return buildServer(
      'since' in part ? { ...common, connection: part, problem: problemOf(part) } : { ...common, ...part },
    )
  })
}

function problemOf({ kind }: Connection): string | null {
  return kind === 'open' || kind === 'connecting' ? null : `It is ${kind}.`
}

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)

describe('the state of all servers at a glance', () => {
  const summary = (...parts: readonly (Connection | ServerParts)[]) =>
    summarizeConnections(servers(...parts), i18n)

  test('is that of the only one, with its name and the time of the next attempt', () => {
    expect(summary(waiting)).toMatchObject({
      kind: 'waiting',
      status: 'Retrying',
      subject: 'A',
      title: 'https://A.example/',
      retryAt: 12_000,
    })
    expect(summarizeConnections([], i18n)).toBeNull()
  })

  test('asks to sign in again where one does that in the browser, and for a token elsewhere', () => {
    expect(summary({ connection: signedOut })).toMatchObject({ status: 'Access token needed' })
    expect(summary({ connection: signedOut, offersSignIn: true })).toMatchObject({ status: 'Sign in again' })
  })

  test('is one word where all are in the same state', () => {
    expect(summary(open, open)).toMatchObject({ kind: 'open', status: 'Connected', subject: '2 servers' })
    expect(summary(waiting, waiting, waiting)).toMatchObject({ status: 'Retrying', subject: '3 servers' })
  })

  test('counts the connected ones otherwise, and names the others, the worst first', () => {
    expect(summary(open, waiting, open, signedOut, connecting)).toMatchObject({
      kind: 'signed-out',
      status: '2 of 5 connected',
      subject: 'D: Access token needed, B: Retrying, E: Connecting…',
      retryAt: null,
    })
  })

  test('never says "connected" alone where others can read what a server sends', () => {
    const plain = { address: 'http://intranet.example/sse' }
    expect(summary(open, plain)).toMatchObject({
      kind: 'unencrypted',
      status: 'Connected',
      subject: 'B',
      isUnencrypted: true,
    })
    expect(summary(waiting, plain)).toMatchObject({ status: '1 of 2 connected', isUnencrypted: true })
    // Nothing goes over that connection.
    expect(summary(open, { ...plain, connection: waiting })).toMatchObject({ isUnencrypted: false })
  })

  test('says that the user is signing in', () => {
    expect(summary({ connection: signedOut, signIn: { kind: 'in-browser' } })).toMatchObject({
      kind: 'signing-in',
      status: 'Signing in…',
    })
  })
})

describe('the order of the servers', () => {
  test('is from the worst to the best, and otherwise as in the settings', () => {
    expect(names(worstFirst(servers(open, waiting, signedOut, open, waiting)))).toEqual([
      'C',
      'B',
      'E',
      'A',
      'D',
    ])
  })
})

describe('the servers that get a card', () => {
  test('are the two worst, and the others are counted', () => {
    const alerts = alertsFor(servers(open, waiting, signedOut, waiting, waiting), null, t)
    expect(names(alerts.shown)).toEqual(['C', 'B'])
    expect(alerts.moreCount).toBe(2)
  })

  test('are none where all is well', () => {
    expect(alertsFor(servers(open, connecting), null, t)).toEqual({ shown: [], moreCount: 0 })
  })

  test('begin with the one that the user has come for', () => {
    expect(names(alertsFor(servers(signedOut, signedOut, signedOut), 3, t).shown)).toEqual(['C', 'A'])
  })

  test('include one where the user is signing in, whatever else is wrong', () => {
    const signingIn = { connection: open, signIn: { kind: 'preparing' } } as const
    expect(names(alertsFor(servers(signedOut, signedOut, signingIn), null, t).shown)).toEqual(['C', 'A'])
  })

  test('include one whose sign-in has failed, until it is connected', () => {
    const signIn = { kind: 'failed', reason: 'The browser did not come back.' } as const
    expect(names(alertsFor(servers({ connection: connecting, signIn }), null, t).shown)).toEqual(['A'])
    expect(alertsFor(servers({ connection: open, signIn }), null, t).shown).toEqual([])
  })
})
