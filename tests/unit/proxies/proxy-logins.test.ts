import { describe, expect, test } from 'vitest'
import type { ProxyLogin } from '../../../electron/model/proxy-login.ts'
import { createProxyLogins } from '../../../electron/proxies/proxy-logins.ts'

const proxy = 'proxy.example.com:3128'
const challenge = { proxy, inClear: true }
const ann: ProxyLogin = { name: 'ann', password: 's3cret' }

function openLogins(environment: Readonly<Record<string, ProxyLogin>> = {}) {
  const kept = new Map<string, string>()
  const held = new Map<string, string>()
  const events: string[] = []
  const timers: (() => void)[] = []
  const logins = createProxyLogins({
    secrets: {
      load: async () => {},
      read: (name) => held.get(name) ?? kept.get(name) ?? null,
      save: async (name, secret) => void kept.set(name, secret),
      hold: (name, secret) => void held.set(name, secret),
      forget: (name) => {
        kept.delete(name)
        held.delete(name)
      },
      names: () => [...kept.keys(), ...held.keys(), 'token https://app.example.com/'],
    },
    fromEnvironment: (name) => environment[name] ?? null,
    clock: {
      after: (_ms, task) => {
        timers.push(task)
        return () => {}
      },
    },
    onEntered: () => events.push('entered'),
    onForgotten: () => events.push('forgotten'),
  })
  return { logins, kept, held, events, endOfTrials: () => timers.map((end) => end()) }
}

const none = (wasRejected: boolean) => ({
  kind: 'none',
  asking: { proxy, inClear: true, wasRejected },
})
const login = (given: ProxyLogin) => ({ kind: 'login', login: given })

test('a proxy that nobody has a login for is asked about, and gets the one that is entered', async () => {
  const { logins, events, kept } = openLogins()
  expect(await logins.beginAttempt().answer(challenge)).toEqual(none(false))
  logins.enter(proxy, ann, true)
  expect(events).toEqual(['entered'])
  expect(await logins.beginAttempt().answer(challenge)).toEqual(login(ann))
  expect(logins.known()).toEqual([proxy])
  expect([...kept.keys()]).toEqual([`proxy ${proxy}`])
})

test('a login that is not to be remembered is only held', async () => {
  const { logins, kept, held } = openLogins()
  await logins.beginAttempt().answer(challenge)
  logins.enter(proxy, ann, false)
  expect([kept.size, held.size]).toEqual([0, 1])
  expect(await logins.beginAttempt().answer(challenge)).toEqual(login(ann))
})

test('another proxy, or another port of it, does not get it', async () => {
  const { logins } = openLogins()
  await logins.beginAttempt().answer(challenge)
  logins.enter(proxy, ann, true)
  for (const other of ['evil.example.net:3128', 'proxy.example.com:3129']) {
    const answer = await logins.beginAttempt().answer({ proxy: other, inClear: false })
    expect(answer.kind).toBe('none')
  }
})

test('a login for a proxy that has not asked is refused', () => {
  const { logins, kept, events } = openLogins()
  logins.enter('evil.example.net:3128', ann, true)
  expect([kept.size, events.length]).toEqual([0, 0])
})

describe('a login that the proxy rejects', () => {
  test('is not sent again, by any request, until it is entered again', async () => {
    const { logins } = openLogins()
    await logins.beginAttempt().answer(challenge)
    logins.enter(proxy, ann, true)
    const attempt = logins.beginAttempt()
    expect(await attempt.answer(challenge)).toEqual(login(ann))
    expect(await attempt.answer(challenge)).toEqual(none(true))
    expect(await logins.beginAttempt().answer(challenge)).toEqual(none(true))
    logins.enter(proxy, ann, true)
    expect(await logins.beginAttempt().answer(challenge)).toEqual(login(ann))
  })

  test('is followed by the one of the environment', async () => {
    const own = { name: 'ann', password: 'old' }
    const { logins } = openLogins({ [proxy]: ann })
    const first = logins.beginAttempt()
    await first.answer(challenge)
    first.end(false)
    logins.enter(proxy, own, true)
    const attempt = logins.beginAttempt()
    expect(await attempt.answer(challenge)).toEqual(login(own))
    expect(await attempt.answer(challenge)).toEqual(login(ann))
    expect(await attempt.answer(challenge)).toEqual(none(true))
  })

  test('is sent once, however many requests wait', async () => {
    const { logins } = openLogins()
    await logins.beginAttempt().answer(challenge)
    logins.enter(proxy, ann, true)
    const attempts = [1, 2, 3, 4, 5].map(() => logins.beginAttempt())
    const answers = attempts.map((attempt) => attempt.answer(challenge))
    const first = attempts[0]
    expect(await answers[0]).toEqual(login(ann))
    expect(await first?.answer(challenge)).toEqual(none(true))
    expect(await Promise.all(answers.slice(1))).toEqual([1, 2, 3, 4].map(() => none(true)))
  })
})

test('a login that has passed is given to all that have waited', async () => {
  const { logins } = openLogins({ [proxy]: ann })
  const attempts = [1, 2, 3].map(() => logins.beginAttempt())
  const answers = attempts.map((attempt) => attempt.answer(challenge))
  expect(await answers[0]).toEqual(login(ann))
  attempts[0]?.end(true)
  expect(await Promise.all(answers)).toEqual([1, 2, 3].map(() => login(ann)))
})

test('a server that is slow behind the proxy holds up nobody for long', async () => {
  const { logins, endOfTrials } = openLogins({ [proxy]: ann })
  const first = logins.beginAttempt().answer(challenge)
  const second = logins.beginAttempt().answer(challenge)
  expect(await first).toEqual(login(ann))
  endOfTrials()
  expect(await second).toEqual(login(ann))
})

test('a forgotten login is not used any more', async () => {
  const { logins, events } = openLogins()
  await logins.beginAttempt().answer(challenge)
  logins.enter(proxy, ann, true)
  logins.forget(proxy)
  expect(logins.known()).toEqual([])
  expect(await logins.beginAttempt().answer(challenge)).toEqual(none(false))
  expect(events).toEqual(['entered', 'forgotten'])
})
