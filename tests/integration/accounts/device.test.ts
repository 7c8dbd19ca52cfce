import { expect, test } from 'vitest'
import type { AccountOptions } from '../../../electron/accounts/account-options.ts'
import { createBrowser, enterCode } from '../../support/authorization-server/browser.ts'
import { waitFor } from '../../support/wait-for.ts'
import { type ManualClock, manualClock } from '../../unit/feed/manual-clock.ts'
import { account, authorizationServer, backend, isAccepted } from './account-fixture.ts'

const noListener: Partial<AccountOptions> = { loopback: async () => null }
const noBrowser: Partial<AccountOptions> = { openBrowser: async () => false }

/** An account that shows a code, and the authorization server. */
async function withCode(options: Partial<AccountOptions> = noListener) {
  const server = await authorizationServer()
  const events = await backend(server)
  const clock = manualClock()
  const tested = await account(events.streamUrl, { clock, ...options })
  tested.begin(null)
  await tested.reaches('code')
  const shown = tested.signIn()
  if (shown.kind !== 'code') throw new Error('there is no code')
  const polls = () => server.requests.filter(({ path }) => path === '/token')
  return { ...tested, server, events, clock, shown, polls }
}

/** Lets the time pass after which the authorization server is asked again, and waits for its answer. */
async function poll(clock: ManualClock, polls: () => readonly unknown[]) {
  const before = polls().length
  clock.pass(5_000)
  await waitFor('an answer', () => polls().length > before)
}

test.each([
  ['no port can be opened for the browser', noListener],
  ['no browser can be opened', noBrowser],
])('where %s, the user types a code in any browser', async (_, options) => {
  const { server, events, shown, clock, polls, ...tested } = await withCode(options)
  expect(shown.address).toBe(`${server.issuer}/device`)
  expect(shown.code).toMatch(/^[A-Z]{4}-[A-Z]{4}$/)
  expect(shown.expiresAt).toBeGreaterThan(clock.now())
  await poll(clock, polls)
  expect(tested.signIn()).toEqual(shown)
  const page = await enterCode(createBrowser(), new URL(shown.address), shown.code)
  expect(page.text).toContain('Your device is signed in')
  await poll(clock, polls)
  await tested.reaches('none')
  expect(tested.state()?.user).toBe('alice')
  expect(await isAccepted(events, tested.token())).toBe(true)
  expect(await tested.refresh()).toMatchObject({ kind: 'token' })
})

test('a code that nobody types expires with a sentence', async () => {
  const { shown, clock, failure } = await withCode()
  clock.leap(shown.expiresAt - clock.now())
  clock.pass(5_000)
  expect(await failure()).toBe('The code has expired. Sign in again to get a new one.')
})

test('a user who does not agree is told so', async () => {
  const { shown, clock, polls, failure } = await withCode()
  await enterCode(createBrowser(), new URL(shown.address), shown.code, { agree: false })
  await poll(clock, polls)
  expect(await failure()).toMatch(/^You didn’t agree/)
})

test('nothing is asked any more after the user has cancelled', async () => {
  const { clock, cancel, signIn, polls } = await withCode()
  cancel()
  expect(signIn()).toEqual({ kind: 'none' })
  await waitFor('no timer to wait', () => clock.pending() === 0)
  expect(polls()).toHaveLength(0)
})

test('an outage only delays it', async () => {
  const { server, shown, clock, polls, ...tested } = await withCode()
  await enterCode(createBrowser(), new URL(shown.address), shown.code)
  await server.stop()
  clock.pass(5_000)
  await waitFor('the next attempt to be planned', () => clock.nextInMs() === 10_000)
  await server.start()
  clock.pass(10_000)
  await tested.reaches('none')
  expect(tested.state()?.user).toBe('alice')
})

test.each([
  ['no port can be opened for the browser', noListener, /computer allows no local connections/],
  ['no browser can be opened', noBrowser, /^No browser could be opened/],
])('where %s, and there are no codes either, the user is told why', async (_, options, reason) => {
  const events = await backend(await authorizationServer({ deviceFlow: false }))
  const tested = await account(events.streamUrl, options)
  tested.begin(null)
  expect(await tested.failure()).toMatch(reason)
})
