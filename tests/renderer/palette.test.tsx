// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { settingNames } from '../../renderer/settings/setting-list.ts'
import { createWindowI18n } from '../support/i18n.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = ['Invoice run', 'Orders', 'Invoice sent'].map((title, index) =>
  notification({ key: index + 1, receivedAt: now - index, title }),
)

async function openPalette(bridge = createFakeBridge(items), options = {}) {
  const opened = await openWindow(bridge, options)
  await opened.user.keyboard('{Control>}k{/Control}')
  const field = screen.getByRole('combobox', { name: 'Search commands, settings and history' })
  const search = async (typed: string) => {
    await opened.user.type(field, typed)
    await opened.follow(() => opened.clock.pass(150))
  }
  return { ...opened, field, search }
}

const optionNames = () => screen.queryAllByRole('option').map(({ textContent }) => textContent)
const activeName = () => {
  const id = screen.getByRole('combobox').getAttribute('aria-activedescendant')
  return id === null ? null : (document.getElementById(id)?.textContent ?? null)
}

describe('the palette', () => {
  test('opens with the focus in its field, and gives it back', async () => {
    const { user, field } = await openPalette()
    expect(document.activeElement).toBe(field)
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('gives the focus back to what had it', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    screen.getByRole('button', { name: 'Settings' }).focus()
    await user.keyboard('{Control>}k{/Control}')
    await user.keyboard('{Control>}k{/Control}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Settings' }))
  })

  test('opens from a field, too', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.click(screen.getByRole('searchbox'))
    await user.keyboard('{Control>}k{/Control}')
    expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeDefined()
  })

  test('has no work while it is closed', async () => {
    const { user, bridge, clock } = await openPalette()
    await user.keyboard('{Escape}')
    const waiting = clock.waiting()
    await user.keyboard('x')
    expect(clock.waiting()).toBe(waiting)
    expect(bridge.queries.filter(({ search }) => search !== undefined)).toEqual([])
  })

  test('runs a command by its name', async () => {
    const { user, search, bridge } = await openPalette()
    await search('1 hour')
    expect(optionNames()).toEqual(['Pause notifications: For 1 hour'])
    await user.keyboard('{Enter}')
    expect(bridge.sent).toEqual([{ type: 'pause', length: { kind: 'for', ms: 3_600_000 } }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('offers only what can be done now', async () => {
    await openPalette(createFakeBridge(items, { pause: { kind: 'until-resumed' } }))
    expect(optionNames().filter((name) => name?.includes('notifications'))).toEqual(['Resume notifications'])
    expect(optionNames().join()).not.toContain('Undo')
  })

  test('runs what is clicked', async () => {
    const { user, search, bridge } = await openPalette()
    await search('reconnect')
    await user.click(screen.getByRole('option', { name: /Reconnect now/ }))
    expect(bridge.sent).toEqual([{ type: 'reconnect', server: null }])
  })

  test('shows the keys of a command', async () => {
    const { search } = await openPalette()
    await search('reconnect')
    expect(within(screen.getByRole('option')).getByText('F5')).toBeDefined()
  })

  test('moves with the arrows, from the end on to the beginning', async () => {
    const { user, search } = await openPalette()
    await search('for 1')
    await search('{Backspace}')
    const [first, second] = optionNames()
    expect(activeName()).toBe(first)
    await user.keyboard('{ArrowDown}')
    expect(activeName()).toBe(second)
    await user.keyboard('{ArrowUp}{ArrowUp}')
    expect(activeName()).toBe(optionNames().at(-1))
    await user.keyboard('{ArrowDown}')
    expect(activeName()).toBe(first)
  })

  test('says what was used last first', async () => {
    const { user, search } = await openPalette()
    await search('test noti')
    await user.keyboard('{Enter}')
    await user.keyboard('{Control>}k{/Control}')
    const recent = screen.getByRole('group', { name: 'Recently used' })
    expect(within(recent).getAllByRole('option')).toHaveLength(1)
    expect(activeName()).toContain('Send a test notification')
  })

  test('leaves the keys of an input method alone', async () => {
    const { field, bridge } = await openPalette()
    await act(async () => {
      fireEvent.keyDown(field, { key: 'Enter', isComposing: true })
      fireEvent.keyDown(field, { key: 'Escape', keyCode: 229 })
    })
    expect(screen.getByRole('dialog')).toBeDefined()
    expect(bridge.sent).toEqual([])
  })

  test('says that nothing was found, and what helps', async () => {
    const { search } = await openPalette()
    await search('xyzzy')
    expect(optionNames()).toEqual([])
    expect(screen.getByText('Nothing found for “xyzzy”')).toBeDefined()
  })

  test('says how many results there are', async () => {
    const { search } = await openPalette()
    await search('for 1 hour')
    expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toBe('1 result')
  })
})

describe('the palette offers what can be done with items', () => {
  test('first, while one has the focus, and does it with that one', async () => {
    const { user, bridge, follow, clock } = await openWindow(createFakeBridge(items))
    await user.keyboard('j')
    await user.keyboard('{Control>}k{/Control}')
    expect(optionNames()[0]).toContain('Open')
    await user.keyboard('pin')
    await follow(() => clock.pass(150))
    await user.keyboard('{Enter}')
    expect(bridge.sent).toContainEqual({ type: 'pin', keys: [2] })
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Orders')
  })

  test('not, while none is seen to be meant', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    screen.getByRole('button', { name: 'Settings' }).focus()
    await user.keyboard('{Control>}k{/Control}')
    expect(optionNames().join()).not.toContain('Delete')
  })
})

describe('the palette finds items', () => {
  test('the newest first, and opens the list at the row', async () => {
    const { user, search, bridge } = await openPalette()
    await search('invoice')
    const found = screen.getByRole('group', { name: 'History' })
    const names = within(found)
      .getAllByRole('option')
      .map((option) => option.textContent)
    expect(names).toEqual([expect.stringContaining('Invoice sent'), expect.stringContaining('Invoice run')])
    await user.keyboard('{Enter}')
    expect(bridge.sent).toEqual([{ type: 'show-item', key: 3 }])
  })

  test('asks once, when the user pauses, for at most eight', async () => {
    const { search, bridge } = await openPalette()
    await search('invoice')
    const queries = bridge.queries.filter(({ search: typed }) => typed !== undefined)
    expect(queries).toEqual([{ before: null, limit: 8, unreadOnly: false, search: 'invoice' }])
  })

  test('does not open one, if the user goes on typing after Enter', async () => {
    const { user, bridge, field, clock, follow } = await openPalette()
    await user.type(field, 'invo{Enter}ice')
    await follow(() => clock.pass(150))
    expect(bridge.sent).toEqual([])
  })

  test('does not say that nothing was found before it knows', async () => {
    const bridge = createFakeBridge(items)
    const { search } = await openPalette(bridge)
    const release = bridge.hold()
    await search('xyzzy')
    expect(screen.queryByText('Nothing found for “xyzzy”')).toBeNull()
    await release()
    expect(screen.getByText('Nothing found for “xyzzy”')).toBeDefined()
  })
})

describe('the palette finds settings', () => {
  test('by the label, and moves the focus to the setting', async () => {
    const { user, search } = await openPalette()
    await search('hide noti')
    await user.keyboard('{Enter}')
    const setting = screen.getByRole('switch', { name: 'Hide notification content' })
    expect(document.activeElement).toBe(setting)
  })

  test.each(settingNames)('%s is on its page', async (name) => {
    const diagnostics = { server: 1, connections: [], rejectedEvents: [], cursor: null, hints: [] }
    const rest = { examination: null, versions: {}, sandbox: 'on' } as const
    const bridge = createFakeBridge(items, { diagnostics: { ...diagnostics, ...rest } })
    const { user, search } = await openPalette(bridge)
    await search(createWindowI18n('en', 'en').t(name))
    const settings = screen.getByRole('group', { name: 'Settings' })
    await user.click(within(settings).getAllByRole('option')[0] ?? document.body)
    expect(document.activeElement?.closest('[data-setting]')?.getAttribute('data-setting')).toBe(name)
  })
})

test('the palette finds a server, and opens its card', async () => {
  const servers = [
    buildServer(),
    buildServer({
      key: 2,
      id: 'https://two.example.com/',
      name: 'Warehouse',
      address: 'https://two.example.com/',
    }),
  ]
  const { user, search } = await openPalette(createFakeBridge(items, { servers }))
  await search('ware')
  await user.keyboard('{Enter}')
  expect(screen.getByRole('button', { name: /^Warehouse/, expanded: true })).toBeDefined()
})

describe('the overview of the keys', () => {
  test('opens and closes with the question mark', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.keyboard('?')
    const dialog = screen.getByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(within(dialog).getByText('Ctrl+K')).toBeDefined()
    await user.keyboard('?')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('has the keys of the user’s keyboard', async () => {
    const { user } = await openWindow(createFakeBridge(items), { keyboard: 'mac' })
    await user.keyboard('?')
    expect(screen.getByText('⌘K')).toBeDefined()
    expect(screen.getByText('⌫')).toBeDefined()
    expect(screen.queryByText('⌦')).toBeNull()
  })

  test('does not open while the user types', async () => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(screen.getByRole('searchbox'), 'what?')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
