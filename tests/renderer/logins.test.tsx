// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { OfferedCertificate } from '../../electron/model/client-certificate.ts'
import type { ConnectionError } from '../../electron/model/connection.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { buildFeedStatus } from '../support/build-status.ts'
import { buildServer, type ServerParts } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { now, openWindow } from './open-window.tsx'

const proxy = 'proxy.example.com:3128'
const asks: ConnectionError = { kind: 'proxy-login', proxy, inClear: true, wasRejected: false }
const rejects: ConnectionError = { ...asks, wasRejected: true }
const needed: ConnectionError = { kind: 'client-certificate', why: 'needed', label: null }
const day = 24 * 60 * 60_000

const certificate = (name: string, parts: Partial<OfferedCertificate> = {}): OfferedCertificate => ({
  ...{ fingerprint: `sha256/${name}`, label: name, issuer: 'Example CA' },
  ...{ validFrom: now - day, validUntil: now + day },
  ...parts,
})

const troubled = (error: ConnectionError, parts: ServerParts = {}) =>
  buildServer({
    connection: { kind: 'waiting', since: now, error, retryAt: now + 9_000 },
    problem: 'It is so.',
    ...parts,
  })

async function openWith(servers: AppSnapshot['servers'], view: Partial<AppSnapshot> = {}) {
  return openWindow(createFakeBridge([], { servers, ...view }))
}

const button = (name: string) => screen.getByRole('button', { name })
const dialog = () => within(screen.getByRole('dialog'))

describe('a proxy that asks for a login', () => {
  test('is one row for all servers behind it, and no dialog opens by itself', async () => {
    await openWith([troubled(asks), troubled(asks, { key: 2, address: 'https://b.example/sse' })])
    expect(screen.getAllByText(/needs a name and a password/)).toHaveLength(1)
    expect(screen.getAllByRole('button', { name: 'Enter name and password…' })).toHaveLength(1)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('gets what is entered, after the dialog has said where it goes', async () => {
    const { bridge, user } = await openWith([troubled(asks)])
    await user.click(button('Enter name and password…'))
    dialog().getByText(/sent only to the proxy .*proxy\.example\.com:3128/)
    dialog().getByText(/unencrypted/)
    expect(document.activeElement).toBe(dialog().getByLabelText('Name'))
    expect(dialog().getByRole<HTMLButtonElement>('button', { name: 'Connect' }).disabled).toBe(true)
    await user.keyboard('ann')
    await user.type(dialog().getByLabelText('Password'), 's3cret{Enter}')
    const login = { proxy, name: 'ann', password: 's3cret', remember: true }
    expect(bridge.sent).toEqual([{ type: 'enter-proxy-login', ...login }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('that has rejected it says so, and what is entered need not be remembered', async () => {
    const { bridge, user } = await openWith([troubled(rejects)])
    screen.getByText(/didn’t accept the name and the password/)
    await user.click(button('Enter name and password…'))
    dialog().getByText(/didn’t accept it/)
    await user.keyboard('ann')
    await user.type(dialog().getByLabelText('Password'), 's3cret')
    await user.click(dialog().getByLabelText('Remember in the keychain'))
    await user.click(dialog().getByRole('button', { name: 'Connect' }))
    expect(bridge.sent).toMatchObject([{ type: 'enter-proxy-login', remember: false }])
  })

  test('without a keychain it is kept until one quits, and that is said', async () => {
    const { bridge, user } = await openWith([troubled({ ...asks, inClear: false })], {
      tokensKeptIn: 'memory',
    })
    await user.click(button('Enter name and password…'))
    dialog().getByText(/Kept until you quit/)
    expect(dialog().queryByText(/unencrypted/)).toBeNull()
    expect(dialog().queryByRole('checkbox')).toBeNull()
    await user.keyboard('ann')
    await user.type(dialog().getByLabelText('Password'), 's3cret{Enter}')
    expect(bridge.sent).toMatchObject([{ remember: false }])
  })

  test('is forgotten in the settings', async () => {
    const { bridge, user } = await openWith([buildServer()], { proxies: [proxy] })
    await user.click(button('Settings'))
    await user.click(screen.getByRole('button', { name: /^Forget the name and the password for/ }))
    expect(bridge.sent.at(-1)).toEqual({ type: 'forget-proxy-login', proxy })
  })

  test('is asked for where a server is added, too', async () => {
    const address = 'https://app.example.com/events'
    const { user } = await openWith([], {
      check: {
        address,
        result: { kind: 'proxy-login', reason: 'The proxy needs a name.', proxy: { ...asks, proxy } },
      },
    })
    await user.type(screen.getByRole('textbox', { name: 'Server address' }), address)
    await user.click(await screen.findByRole('button', { name: 'Enter name and password…' }))
    dialog().getByLabelText('Password')
  })
})

test.each([
  [asks, 'Enter name and password…'],
  [needed, 'Choose certificate…'],
])('the first run has the button for %j, too', async (error, name) => {
  const connection = { kind: 'waiting', since: now, error, retryAt: now + 9_000 } as const
  const status = buildFeedStatus(connection, { lastByteAt: null })
  const bridge = createFakeBridge([], { servers: [] })
  const { user } = await openWindow(bridge)
  act(() => bridge.update({ servers: [buildServer({ status, problem: 'It is so.' })] }))
  await user.click(await screen.findByRole('button', { name }))
  screen.getByRole('dialog')
})

describe('a server that asks for a certificate', () => {
  test('gets the one that is chosen among those that it accepts', async () => {
    const certificates = [certificate('Ann'), certificate('Bob')]
    const { bridge, user } = await openWith([troubled(needed, { certificates })])
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(button('Choose certificate…'))
    await user.click(dialog().getByRole('radio', { name: /^Bob/ }))
    await user.click(dialog().getByRole('button', { name: 'Use' }))
    expect(bridge.sent).toEqual([{ type: 'choose-certificate', server: 1, fingerprint: 'sha256/Bob' }])
  })

  test('one that has expired can be seen, and not be chosen', async () => {
    const certificates = [certificate('Ann', { validUntil: now - day })]
    const { user } = await openWith([troubled(needed, { certificates })])
    await user.click(button('Choose certificate…'))
    const radio = dialog().getByRole<HTMLInputElement>('radio', { name: /^Ann.*Expired on/ })
    expect(radio.disabled).toBe(true)
    expect(dialog().getByRole<HTMLButtonElement>('button', { name: 'Use' }).disabled).toBe(true)
  })

  test('where there is none, the dialog says what to do, and looks again', async () => {
    const { bridge, user } = await openWith([troubled(needed)])
    await user.click(button('Choose certificate…'))
    dialog().getByText(/Ask your administrator/)
    await user.click(dialog().getByRole('button', { name: 'Look again' }))
    expect(bridge.sent).toEqual([{ type: 'reconnect', server: 1 }])
  })

  test('its certificate is shown in the settings, and forgotten there', async () => {
    const chosen = { origin: 'https://app.example.com', fingerprint: 'sha256/Ann', label: 'Ann' }
    const { bridge, user } = await openWith([buildServer({ certificate: chosen, certificates: [] })])
    await user.click(button('Settings'))
    screen.getByText(/The certificate “.*Ann.*” is sent to this server/)
    await user.click(screen.getByRole('button', { name: /^Forget the certificate for/ }))
    expect(bridge.sent.at(-1)).toEqual({ type: 'choose-certificate', server: 1, fingerprint: null })
  })
})
