import { describe, expect, test } from 'vitest'
import type { Connection } from '../../../electron/model/connection.ts'
import { createTroubleWatch, type WatchedServer } from '../../../electron/notifications/connection-trouble.ts'
import { manualClock } from '../feed/manual-clock.ts'

const minute = 60_000
const open: Connection = { kind: 'open', since: 0 }
const connecting: Connection = { kind: 'connecting', since: 0, error: null }
const waiting: Connection = { kind: 'waiting', since: 0, error: { kind: 'refused' }, retryAt: 9 }
const behindProxy: Connection = {
  ...{ kind: 'waiting', since: 0, retryAt: 9 },
  error: { kind: 'proxy-login', proxy: 'proxy:3128', inClear: true, wasRejected: false },
}
const askedForCertificate: Connection = {
  ...{ kind: 'waiting', since: 0, retryAt: 9 },
  error: { kind: 'client-certificate', why: 'needed', label: null },
}
const offline: Connection = { kind: 'offline', since: 0, retryAt: 9 }
const signedOut: Connection = { kind: 'signed-out', since: 0, error: { kind: 'token-rejected' } }
const stopped: Connection = { kind: 'stopped', since: 0, error: { kind: 'no-content' } }

function start() {
  const clock = manualClock()
  const shown: string[] = []
  const watch = createTroubleWatch({
    clock,
    show: (trouble) => shown.push(trouble),
    close: (trouble) => {
      if (shown.at(-1) === trouble) shown.pop()
    },
  })
  const on = (connection: Connection | null) =>
    watch.onConnections(connection === null ? [] : [server('one', connection)])
  return { shown, pass: clock.pass, on, watch, stop: watch.stop }
}

const server = (name: string, connection: Connection): WatchedServer => ({
  ...{ key: 1, id: `https://${name}.example/events`, name, offersSignIn: false, connection },
})

describe('the user is notified', () => {
  test.each([
    ['signed-out', signedOut],
    ['stopped', stopped],
    ['proxy-login', behindProxy],
    ['certificate', askedForCertificate],
  ])('after two minutes of being %s, once', (trouble, connection) => {
    const { shown, pass, on } = start()
    on(connection)
    pass(2 * minute - 1)
    expect(shown).toEqual([])
    pass(1)
    expect(shown).toEqual([trouble])
    on(connecting)
    on({ ...connection })
    pass(24 * 60 * minute)
    expect(shown).toEqual([trouble])
  })

  test('of a proxy that asks once, however many servers are behind it', () => {
    const { shown, pass, watch } = start()
    watch.onConnections(['one', 'two', 'three'].map((name) => server(name, behindProxy)))
    pass(24 * 60 * minute)
    expect(shown).toEqual(['proxy-login'])
    watch.onConnections(['one', 'two', 'three'].map((name) => server(name, open)))
    expect(shown).toEqual([])
  })

  test('after an hour in which the server could not be reached, through all attempts', () => {
    const { shown, pass, on } = start()
    for (let attempt = 0; attempt < 60; attempt += 1) {
      expect(shown).toEqual([])
      on(waiting)
      on({ ...connecting, error: { kind: 'refused' } })
      pass(minute)
    }
    expect(shown).toEqual(['unreachable'])
  })

  test('again when the trouble comes again', () => {
    const { shown, pass, on } = start()
    on(signedOut)
    pass(2 * minute)
    on(open)
    expect(shown).toEqual([])
    on(signedOut)
    pass(2 * minute)
    expect(shown).toEqual(['signed-out'])
  })
})

describe('the user is not notified', () => {
  test('of a short break', () => {
    const { shown, pass, on } = start()
    for (let time = 0; time < 100; time += 1) {
      on(waiting)
      pass(59 * minute)
      on(open)
      pass(minute)
    }
    expect(shown).toEqual([])
  })

  test('of a missing network, which does not count as time without the server', () => {
    const { shown, pass, on } = start()
    on(waiting)
    pass(50 * minute)
    on(offline)
    pass(10 * 60 * minute)
    on(waiting)
    pass(59 * minute)
    expect(shown).toEqual([])
  })

  test('before a server is set up, or when the app stops', () => {
    const { shown, pass, on, stop } = start()
    on(null)
    on({ kind: 'stopped', since: 0, error: null })
    pass(60 * minute)
    on(signedOut)
    stop()
    pass(60 * minute)
    expect(shown).toEqual([])
  })
})

test('the notification closes by itself when the trouble ends or becomes another', () => {
  const { shown, pass, on } = start()
  on(signedOut)
  pass(2 * minute)
  on(stopped)
  expect(shown).toEqual([])
  pass(2 * minute)
  expect(shown).toEqual(['stopped'])
  on(null)
  expect(shown).toEqual([])
})

describe('of several servers', () => {
  function startNamed() {
    const clock = manualClock()
    const shown = new Set<string>()
    const watch = createTroubleWatch({
      clock,
      show: (trouble, { name }) => shown.add(`${trouble} ${name}`),
      close: (trouble, id) => shown.delete(`${trouble} ${new URL(id).hostname.replace('.example', '')}`),
    })
    return { shown, pass: clock.pass, on: watch.onConnections }
  }

  test('each is announced for itself, and one that recovers ends only its own notification', () => {
    const { shown, pass, on } = startNamed()
    on([server('a', signedOut), server('b', open), server('c', open)])
    pass(minute)
    on([server('a', signedOut), server('b', stopped), server('c', open)])
    pass(minute)
    expect([...shown]).toEqual(['signed-out a'])
    pass(minute)
    expect([...shown]).toEqual(['signed-out a', 'stopped b'])
    on([server('a', open), server('b', stopped), server('c', open)])
    expect([...shown]).toEqual(['stopped b'])
  })

  test('one that is removed is not announced, and its notification closes', () => {
    const { shown, pass, on } = startNamed()
    on([server('a', signedOut), server('b', signedOut)])
    pass(minute)
    on([server('a', signedOut)])
    pass(minute)
    expect([...shown]).toEqual(['signed-out a'])
    on([])
    expect([...shown]).toEqual([])
  })
})
