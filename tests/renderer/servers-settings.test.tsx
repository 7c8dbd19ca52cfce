// @vitest-environment happy-dom

import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { defaultSettings, maxServers } from '../../electron/model/settings.ts'
import type { AppSnapshot, ServerSnapshot } from '../../electron/window/contract.ts'
import { buildRule } from '../support/build-rule.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { now, openWindow } from './open-window.tsx'

const muteOf = ({ id }: ServerSnapshot) => buildRule({ when: { source: id }, notify: 'never' })
const muting = (server: ServerSnapshot) => ({ settings: { ...defaultSettings, rules: [muteOf(server)] } })

const shop = buildServer({ settings: { name: 'Shop' } })
const billing = buildServer({
  key: 2,
  address: 'https://billing.example.com/sse',
  settings: { name: 'Billing', colour: 'orange' },
  account: { provider: 'login.example.com', user: 'ann@example.com' },
  token: { present: true, keptIn: 'keychain' },
  offersSignIn: true,
})

async function openServers(servers: readonly ServerSnapshot[], view: Partial<AppSnapshot> = {}) {
  const opened = await openWindow(createFakeBridge([], { servers, ...view }))
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  await opened.user.click(screen.getByRole('tab', { name: 'Servers' }))
  return opened
}

/** Opens the card of a server. */
async function openCard(server: ServerSnapshot, view: Partial<AppSnapshot> = {}) {
  const opened = await openServers(
    [shop, billing].map((one) => (one.key === server.key ? server : one)),
    view,
  )
  await opened.user.click(screen.getByRole('button', { name: new RegExp(`^${server.name}`) }))
  return opened
}

const address = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Server address' })
const dialog = () => within(screen.getByRole('alertdialog'))

describe('the only server', () => {
  test('is a form, without what tells servers apart', async () => {
    await openServers([buildServer()])
    expect(address().value).toBe('https://app.example.com/api/notifications')
    for (const name of ['Name', 'Color']) expect(screen.queryByLabelText(name)).toBeNull()
    expect(screen.queryByRole('switch')).toBeNull()
  })

  test('keeps the name and the mute that it got among others, so that they can be taken back', async () => {
    const { bridge, user } = await openServers(
      [buildServer({ settings: { name: 'Shop' } })],
      muting(buildServer()),
    )
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Shop')
    await user.click(screen.getByRole('switch', { name: 'Mute this server' }))
    expect(bridge.sent).toEqual([{ type: 'change-settings', change: { rules: [] } }])
  })

  test('is replaced where its address is changed', async () => {
    const { bridge, user } = await openServers([buildServer()])
    await user.clear(address())
    await user.type(address(), 'https://other.example/sse')
    await user.click(screen.getByRole('button', { name: /Save and connect|Connect anyway/ }))
    expect(bridge.sent.at(-1)).toEqual({
      type: 'connect',
      address: 'https://other.example/sse',
      token: null,
      replaces: 1,
    })
  })

  test('with an account asks for no token, unless one wants that', async () => {
    const { bridge, user } = await openServers([{ ...billing, key: 1 }])
    expect(screen.getByText('Signed in as ann@example.com at login.example.com')).toBeDefined()
    expect(screen.queryByLabelText('Access token')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
    await user.type(screen.getByLabelText('Access token'), 'secret{Enter}')
    expect(bridge.sent.at(-1)).toMatchObject({ type: 'connect', token: 'secret', replaces: 1 })
  })

  test('with a token keeps the field for it, where one could sign in too', async () => {
    const token = { present: true, keptIn: 'keychain' } as const
    const { bridge, user } = await openServers([buildServer({ token, offersSignIn: true })])
    expect(screen.getByLabelText('Access token (if required)')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 1 }])
  })

  test('says where an account is kept until the end only', async () => {
    await openServers([{ ...billing, token: { present: true, keptIn: 'memory' } }])
    expect(screen.getByText(/You stay signed in until you quit/)).toBeDefined()
  })

  test('can be removed', async () => {
    const { bridge, user, follow } = await openServers([buildServer()])
    await user.click(screen.getByRole('button', { name: 'Remove this server' }))
    await user.click(dialog().getByRole('button', { name: 'Remove' }))
    expect(bridge.sent).toEqual([{ type: 'remove-server', server: 1, deleteHistory: false }])
    await follow(() => bridge.update({ servers: [] }))
    expect(address().value).toBe('')
    expect(screen.queryByRole('button', { name: 'Add a server' })).toBeNull()
  })
})

describe('several servers', () => {
  test('are cards that tell the state, and open to their settings', async () => {
    const { user } = await openServers([shop, billing], muting(shop))
    const head = screen.getByRole('button', { name: 'Shop muted Connected' })
    expect(head.getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByLabelText('Name')).toBeNull()
    await user.click(head)
    expect(head.getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByText(shop.address)).toBeDefined()
    await user.click(head)
    expect(screen.queryByLabelText('Name')).toBeNull()
  })

  test('open at the one that the user has come for', async () => {
    const { bridge, follow } = await openServers([shop, billing])
    await follow(() => bridge.update({ openPage: { page: 'settings', server: 2, at: now } }))
    const head = screen.getByRole('button', { name: /^Billing/ })
    expect(head.getAttribute('aria-expanded')).toBe('true')
    expect(document.activeElement).toBe(head)
  })

  test('can be renamed; an empty name is that of the host', async () => {
    const { bridge, user } = await openCard(billing)
    const name = screen.getByLabelText('Name')
    await user.clear(name)
    await user.type(name, ' Invoices {Enter}')
    expect(screen.getByRole('button', { name: /^Invoices/ })).toBeDefined()
    await user.clear(name)
    await user.tab()
    expect(screen.getByRole('button', { name: /^billing\.example\.com/ })).toBeDefined()
    expect(bridge.sent).toEqual([
      { type: 'change-server', server: 2, change: { name: 'Invoices' } },
      { type: 'change-server', server: 2, change: { name: null } },
    ])
  })

  test('keep their name where one gives up with Escape, and the settings stay open', async () => {
    const { bridge, user } = await openCard(billing)
    await user.type(screen.getByLabelText('Name'), 'x{Escape}')
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Billing')
    expect(bridge.sent).toEqual([])
  })

  test('get another colour, by its name', async () => {
    const { bridge, user } = await openCard(billing)
    await user.selectOptions(screen.getByRole('combobox', { name: 'Color' }), 'Purple')
    expect(bridge.sent).toEqual([{ type: 'change-server', server: 2, change: { colour: 'purple' } }])
  })

  test('can be muted', async () => {
    const { bridge, user } = await openCard(billing)
    await user.click(screen.getByRole('switch', { name: 'Mute this server' }))
    expect(bridge.sent).toEqual([{ type: 'change-settings', change: { rules: [muteOf(billing)] } }])
    expect(screen.getByRole('button', { name: 'Billing muted Connected' })).toBeDefined()
  })

  test('get a token, or another one, and forget it', async () => {
    const { bridge, user, follow } = await openCard(shop)
    expect(screen.getByText('There is no access token.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Enter access token' }))
    await user.keyboard('secret{Enter}')
    const present = { ...shop, token: { present: true, keptIn: 'keychain' } } as const
    await follow(() => bridge.update({ servers: [present, billing] }))
    expect(screen.getByRole('button', { name: 'Change token' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Remove token' }))
    expect(bridge.sent).toEqual([
      { type: 'connect', address: shop.address, token: 'secret', replaces: 1 },
      { type: 'forget-token', server: 1 },
    ])
  })

  test('offer to sign in where the server does, and show how far that is', async () => {
    const offering = { ...shop, offersSignIn: true }
    const { bridge, user, follow } = await openCard(offering)
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 1 }])
    await follow(() => bridge.update({ servers: [{ ...offering, signIn: { kind: 'in-browser' } }, billing] }))
    expect(screen.getByRole('button', { name: 'Open the browser again' })).toBeDefined()
  })

  test('offer to sign in again where an account is no longer accepted', async () => {
    const connection = { kind: 'signed-out', since: now, error: { kind: 'token-rejected' } } as const
    const { bridge, user } = await openCard(buildServer({ ...billing, connection }))
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(bridge.sent).toEqual([{ type: 'sign-in', server: 2 }])
  })

  test('change their address, and are not replaced before the user has agreed', async () => {
    const { bridge, user, follow } = await openCard(shop)
    await user.click(screen.getByRole('button', { name: 'Change address' }))
    expect(document.activeElement).toBe(address())
    await user.clear(address())
    await user.type(address(), 'https://other.example/sse')
    await user.click(screen.getByRole('button', { name: /Save and connect|Connect anyway/ }))
    expect(bridge.sent.at(-1)).toEqual({
      type: 'connect',
      address: 'https://other.example/sse',
      token: null,
      replaces: 1,
    })
    expect(address().value).toBe('https://other.example/sse')
    const moved = { ...shop, id: 'https://other.example/sse', address: 'https://other.example/sse' }
    await follow(() => bridge.update({ servers: [moved, billing] }))
    expect(screen.queryByRole('textbox', { name: 'Server address' })).toBeNull()
    expect(screen.getByText('https://other.example/sse')).toBeDefined()
  })
})

describe('adding a server', () => {
  test('never replaces one, and opens the card of the new one', async () => {
    const { bridge, user, follow } = await openServers([buildServer()])
    await user.click(screen.getByRole('button', { name: 'Add a server' }))
    const form = within(screen.getByRole('region', { name: 'Add a server' }))
    const field = form.getByRole('textbox', { name: 'Server address' })
    expect(document.activeElement).toBe(field)
    await user.type(field, billing.address)
    await user.click(form.getByRole('button', { name: /Connect/ }))
    expect(bridge.sent.at(-1)).toEqual({
      type: 'connect',
      address: billing.address,
      token: null,
      replaces: null,
    })
    await follow(() => bridge.update({ servers: [buildServer(), billing] }))
    expect(screen.queryByRole('region', { name: 'Add a server' })).toBeNull()
    const head = screen.getByRole('button', { name: /^Billing/ })
    expect(head.getAttribute('aria-expanded')).toBe('true')
    expect(document.activeElement).toBe(head)
  })

  test('is given up with Escape or Cancel', async () => {
    const { user } = await openServers([shop, billing])
    await user.click(screen.getByRole('button', { name: 'Add a server' }))
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Add a server' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Add a server' }))
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Add a server' })).toBeDefined()
  })

  test('says that a server is there already', async () => {
    const { bridge, user, clock, follow } = await openServers([shop, billing])
    await user.click(screen.getByRole('button', { name: 'Add a server' }))
    await user.type(address(), `${billing.address}#format=ntfy`)
    await follow(() => clock.pass(500))
    expect(screen.getByText('You have added this server already: Billing')).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Connect' }).disabled).toBe(true)
    expect(bridge.sent).toEqual([])
  })

  test('ends at the limit, and says why', async () => {
    const servers = Array.from({ length: maxServers }, (_, index) =>
      buildServer({ key: index + 1, address: `https://server-${index}.example.com/` }),
    )
    const { bridge, follow } = await openServers(servers)
    const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Add a server' })
    expect(button().disabled).toBe(true)
    expect(screen.getByText(/at most 20 servers/)).toBeDefined()
    await follow(() => bridge.update({ servers: servers.slice(1) }))
    expect(button().disabled).toBe(false)
  })
})

describe('removing a server', () => {
  test('asks first, by its name, and says what is forgotten', async () => {
    const { bridge, user } = await openCard(billing)
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    expect(screen.getByRole('alertdialog', { name: 'Remove “Billing”?' })).toBeDefined()
    expect(dialog().getByText(/signs you out/)).toBeDefined()
    expect(document.activeElement).toBe(dialog().getByRole('button', { name: 'Cancel' }))
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove Billing' }))
    expect(bridge.sent).toEqual([])
  })

  test('keeps its history, unless the user wants that gone too', async () => {
    const { bridge, user } = await openCard(billing)
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    await user.click(dialog().getByRole('button', { name: 'Remove' }))
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    await user.click(dialog().getByRole('checkbox', { name: /Also delete its history/ }))
    await user.click(dialog().getByRole('button', { name: 'Remove and delete history' }))
    expect(bridge.sent).toEqual([
      { type: 'remove-server', server: 2, deleteHistory: false },
      { type: 'remove-server', server: 2, deleteHistory: true },
    ])
  })

  test('asks about the history anew each time', async () => {
    const { user } = await openCard(billing)
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    await user.click(dialog().getByRole('checkbox'))
    await user.click(dialog().getByRole('button', { name: 'Cancel' }))
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    expect(dialog().getByRole<HTMLInputElement>('checkbox').checked).toBe(false)
  })

  test('leaves the focus in the settings when its card goes', async () => {
    const { bridge, user, follow } = await openCard(billing)
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    await user.click(dialog().getByRole('button', { name: 'Remove' }))
    await follow(() => bridge.update({ servers: [shop] }))
    expect(document.activeElement).not.toBe(document.body)
    await user.keyboard('{Escape}')
    expect(screen.getByRole('button', { name: 'Settings' })).toBeDefined()
  })
})

test('where the history always goes too, that is said and not asked', async () => {
  const { bridge, user, follow } = await openCard(billing)
  await follow(() => bridge.update({ settings: { ...defaultSettings, deleteHistoryAtSignOut: true } }))
  await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
  expect(dialog().getByText('Its history is deleted too. This can’t be undone.')).toBeDefined()
  expect(dialog().queryByRole('checkbox')).toBeNull()
  await user.click(dialog().getByRole('button', { name: 'Remove and delete history' }))
  expect(bridge.sent).toEqual([{ type: 'remove-server', server: 2, deleteHistory: true }])
})

test('signing out asks first, and about the history', async () => {
  const { bridge, user } = await openCard(billing)
  await user.click(screen.getByRole('button', { name: 'Sign out of Billing' }))
  expect(screen.getByRole('alertdialog', { name: 'Sign out of “Billing”?' })).toBeDefined()
  await user.click(dialog().getByRole('button', { name: 'Sign out' }))
  await user.click(screen.getByRole('button', { name: 'Sign out of Billing' }))
  await user.click(dialog().getByRole('checkbox', { name: /Also delete its history/ }))
  await user.click(dialog().getByRole('button', { name: 'Sign out and delete history' }))
  expect(bridge.sent).toEqual([
    { type: 'sign-out', server: 2, deleteHistory: false },
    { type: 'sign-out', server: 2, deleteHistory: true },
  ])
})
