// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Connection, ConnectionError } from '../../electron/model/connection.ts'
import { cureOf } from '../../renderer/connection/cure.ts'
import { buildServer, type ServerParts } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { now, openWindow } from './open-window.tsx'

const waiting = (error: ConnectionError): Connection => ({
  ...{ kind: 'waiting', since: now, retryAt: now + 9_000 },
  error,
})
const button = (name: string) => screen.getByRole('button', { name })

async function inTrouble(error: ConnectionError, parts: ServerParts = {}) {
  const server = buildServer({ connection: waiting(error), problem: 'It is so.', ...parts })
  return { server, ...(await openWindow(createFakeBridge([], { servers: [server] }))) }
}

test.each<[ConnectionError, ServerParts, string]>([
  [{ kind: 'refused' }, {}, 'retry'],
  [{ kind: 'status', status: 500 }, {}, 'retry'],
  [{ kind: 'status', status: 404 }, {}, 'change-address'],
  [{ kind: 'redirected', to: 'https://new.example/sse' }, {}, 'change-address'],
  [{ kind: 'token-over-http' }, {}, 'change-address'],
  [{ kind: 'status', status: 404 }, { managed: true }, 'retry'],
  [{ kind: 'token-rejected' }, { managed: true }, 'enter-token'],
  [{ kind: 'not-a-stream', contentType: 'text/html; charset=utf-8' }, {}, 'open-page'],
  [{ kind: 'not-a-stream', contentType: 'application/json' }, {}, 'change-address'],
  [{ kind: 'status', status: 403 }, {}, 'other-token'],
  [{ kind: 'status', status: 403 }, { offersSignIn: true }, 'other-account'],
  [{ kind: 'token-rejected' }, {}, 'enter-token'],
  [{ kind: 'token-missing' }, { offersSignIn: true }, 'sign-in'],
  [{ kind: 'client-certificate', why: 'needed', label: null }, {}, 'choose-certificate'],
  [{ kind: 'client-certificate', why: 'rejected', label: 'Ann' }, { managed: true }, 'choose-certificate'],
])('the cure for %j %j is %s, also while Tidings tries again', (error, parts, kind) => {
  const connecting: Connection = { kind: 'connecting', since: now, error }
  for (const connection of [waiting(error), connecting]) {
    expect(cureOf(buildServer({ ...parts, connection })).kind).toBe(kind)
  }
})

describe('the button on a connection problem', () => {
  test('opens the form with the address that the server names, and sends nothing by itself', async () => {
    const { bridge, user } = await inTrouble({ kind: 'redirected', to: 'https://new.example/sse' })
    await user.click(button('Use this address'))
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Server address' })
    expect(field.value).toBe('https://new.example/sse')
    expect(document.activeElement).toBe(field)
    expect(bridge.sent).toEqual([])
    await user.keyboard('{Enter}')
    const address = 'https://new.example/sse'
    expect(bridge.sent).toEqual([{ type: 'connect', address, token: null, replaces: 1 }])
  })

  test('opens the server in the browser, where a network may ask for a sign-in', async () => {
    const { bridge, user } = await inTrouble({ kind: 'not-a-stream', contentType: 'text/html' })
    await user.click(button('Open in browser'))
    expect(bridge.sent).toEqual([{ type: 'open-server-page', server: 1 }])
  })

  test('asks for another token', async () => {
    const { bridge, user, server } = await inTrouble({ kind: 'status', status: 403 })
    await user.click(button('Use another token'))
    await user.keyboard('other{Enter}')
    const { address } = server
    expect(bridge.sent).toEqual([{ type: 'connect', address, token: 'other', replaces: 1 }])
  })

  test('stays, with the focus, while Tidings tries again', async () => {
    const { bridge, user, follow, server } = await inTrouble({ kind: 'refused' })
    button('Retry now').focus()
    await user.keyboard('{Enter}')
    const connection = { kind: 'connecting', since: now, error: { kind: 'refused' } } as const
    const status = { ...server.status, connection }
    await follow(() => bridge.update({ servers: [{ ...server, status }] }))
    expect(document.activeElement).toBe(button('Connecting…'))
    await user.keyboard('{Enter}')
    expect(bridge.sent).toEqual([{ type: 'reconnect', server: 1 }])
  })
})
