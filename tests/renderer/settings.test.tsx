// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Examination, FindingCode, Severity } from '../../electron/model/finding.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import { defaultSettings, type Settings } from '../../electron/model/settings.ts'
import type { AppSnapshot, Diagnostics } from '../../electron/window/contract.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

async function openSettings(tab: string, view: Partial<AppSnapshot> = {}) {
  const bridge = createFakeBridge([notification({ key: 1, receivedAt: now, category: 'export' })], view)
  const opened = await openWindow(bridge)
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  await opened.user.click(screen.getByRole('tab', { name: tab }))
  return opened
}

const settings = (change: Partial<Settings>): Partial<AppSnapshot> => ({
  settings: { ...defaultSettings, ...change },
})

describe('a setting applies at once', () => {
  test.each([
    ['Notifications', 'Hide notification content', { hideContent: true }],
    [
      'Notifications',
      'Silence notifications at these times',
      { quietHours: { ...defaultSettings.quietHours, enabled: true } },
    ],
    ['General', 'Start Tidings when I sign in', { startAtLogin: true }],
    ['General', 'Check for updates automatically', { updates: false }],
    ['General', 'Encrypt the history', { encryptHistory: true }],
    ['General', 'Delete a server’s history when I leave it', { deleteHistoryAtSignOut: true }],
  ])('%s: %s', async (tab, name, change) => {
    const { bridge, user } = await openSettings(tab)
    await user.click(screen.getByRole('switch', { name }))
    expect(bridge.sent).toContainEqual({ type: 'change-settings', change })
  })

  test.each([
    ['Notifications', 'Play a sound', 'Never', { sounds: 'none' }],
    ['Notifications', 'Mark jobs as stalled after', '30 minutes', { stalledAfterMinutes: 30 }],
    ['General', 'Language', 'Deutsch', { language: 'de' }],
    ['General', 'Appearance', 'Dark', { theme: 'dark' }],
    ['General', 'Keep for', '1 year', { retention: { days: 365, items: 100_000 } }],
    ['General', 'Keep at most', '1,000 items', { retention: { days: 90, items: 1_000 } }],
  ])('%s: %s, %s', async (tab, name, choice, change) => {
    const { bridge, user } = await openSettings(tab)
    await user.selectOptions(screen.getByRole('combobox', { name }), choice)
    expect(bridge.sent).toContainEqual({ type: 'change-settings', change })
  })

  test('a value that is none of the choices stays to be chosen', async () => {
    await openSettings('Notifications', settings({ stalledAfterMinutes: 17 }))
    expect(screen.getByRole('combobox', { name: 'Mark jobs as stalled after' })).toHaveProperty('value', '17')
  })

  test('another language speaks at once, and lays the window out its way', async () => {
    const { bridge, follow } = await openSettings('General')
    await follow(() => bridge.update({ language: 'ar' }))
    expect(document.documentElement.lang).toBe('ar')
    expect(document.documentElement.dir).toBe('rtl')
    expect(screen.getByRole('tab', { name: 'الإشعارات' })).toBeDefined()
    await follow(() => bridge.update({ language: 'de' }))
    expect(document.documentElement.dir).toBe('ltr')
    expect(screen.getByRole('tab', { name: 'Allgemein' })).toBeDefined()
  })
})

test('sounds that the desktop does not play are not promised', async () => {
  const { bridge, follow } = await openSettings('Notifications')
  const hint = 'Your desktop doesn’t play notification sounds.'
  const choice = screen.getByRole('combobox', { name: 'Play a sound' })
  expect(screen.queryByText(hint)).toBeNull()
  await follow(() => bridge.update({ playsSounds: false }))
  const shown = screen.getByText(hint)
  expect(choice.getAttribute('aria-describedby')).toBe(shown.id)
})

describe('quiet hours', () => {
  const span = { days: [1, 2, 3, 4, 5], from: 20 * 60, to: 8 * 60 } as const
  const on = (...spans: Settings['quietHours']['spans']) => settings({ quietHours: { enabled: true, spans } })
  const first = () => within(screen.getByRole('group', { name: 'Quiet hours 1' }))

  test('take a day in and out', async () => {
    const { bridge, user } = await openSettings('Notifications', on(span))
    await user.click(first().getByRole('button', { name: 'Saturday' }))
    await user.click(first().getByRole('button', { name: 'Monday' }))
    expect(bridge.sent).toEqual([
      {
        type: 'change-settings',
        change: { quietHours: { enabled: true, spans: [{ ...span, days: [1, 2, 3, 4, 5, 6] }] } },
      },
      {
        type: 'change-settings',
        change: { quietHours: { enabled: true, spans: [{ ...span, days: [2, 3, 4, 5, 6] }] } },
      },
    ])
  })

  test('change their time, and say that they end on the next day', async () => {
    const { bridge } = await openSettings('Notifications', on(span))
    expect(screen.getByText('Ends the next day')).toBeDefined()
    fireEvent.change(first().getByLabelText('To'), { target: { value: '22:30' } })
    expect(bridge.sent).toEqual([
      {
        type: 'change-settings',
        change: { quietHours: { enabled: true, spans: [{ ...span, to: 22 * 60 + 30 }] } },
      },
    ])
    expect(screen.queryByText('Ends the next day')).toBeNull()
  })

  test('can be several, and each can be removed', async () => {
    const { user } = await openSettings('Notifications', on(span))
    await user.click(screen.getByRole('button', { name: 'Add quiet hours' }))
    expect(screen.getByRole('group', { name: 'Quiet hours 2' })).toBeDefined()
    await user.click(first().getByRole('button', { name: 'Remove these quiet hours' }))
    expect(screen.queryByRole('group', { name: 'Quiet hours 2' })).toBeNull()
  })

  test('warn when no day is chosen', async () => {
    await openSettings('Notifications', on({ ...span, days: [] }))
    expect(screen.getByText(/Choose at least one day/)).toBeDefined()
  })
})

describe('the server', () => {
  test('is connected to anew with a new token', async () => {
    const { bridge, user } = await openSettings('Servers', {
      servers: [buildServer({ token: { present: true, keptIn: 'keychain' } })],
    })
    await user.type(screen.getByLabelText('Access token (if required)'), 'new')
    await user.click(screen.getByRole('button', { name: /Save and connect|Connect anyway/ }))
    expect(bridge.sent).toContainEqual({
      type: 'connect',
      address: 'https://app.example.com/api/notifications',
      token: 'new',
      replaces: 1,
    })
  })

  test('is warned of where the connection is not encrypted', async () => {
    await openSettings('Servers', {
      servers: [buildServer({ address: 'http://intranet.example/sse' })],
    })
    expect(screen.getByText(/others can read and change your notifications/)).toBeDefined()
  })

  test('does not say that it is saved before the user has agreed to the new one', async () => {
    const { bridge, user, follow, clock } = await openSettings('Servers')
    const address = screen.getByRole('textbox', { name: 'Server address' })
    await user.clear(address)
    await user.type(address, 'https://other.example/sse')
    await follow(() => clock.pass(500))
    await follow(() =>
      bridge.update({ check: { address: 'https://other.example/sse', result: { kind: 'unconfirmed' } } }),
    )
    expect(screen.getByText(/asks you before it connects/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Save and connect' }))
    expect(screen.queryByText('Connected to this server.')).toBeNull()
    await follow(() =>
      bridge.update({ servers: [buildServer({ address: 'https://other.example/sse' })], check: null }),
    )
    expect(screen.getByText('Connected to this server.')).toBeDefined()
  })

  test('has its token forgotten', async () => {
    const { bridge, user } = await openSettings('Servers', {
      servers: [buildServer({ token: { present: true, keptIn: 'memory' } })],
    })
    await user.click(screen.getByRole('button', { name: 'Remove token' }))
    expect(bridge.sent).toEqual([{ type: 'forget-token', server: 1 }])
  })
})

describe('diagnostics', () => {
  const diagnostics: Diagnostics = {
    server: 1,
    connections: [{ at: now, kind: 'waiting', problem: 'The server refused the connection.' }],
    hints: ['The server gives its events no ids.'],
    examination: null,
    rejectedEvents: [{ at: now, reason: 'no type', data: '{"message":"<b>x</b>"}', count: 1 }],
    cursor: '1044',
    versions: { Electron: '45.4.1' },
    sandbox: 'on',
  }

  test('are asked for while they are looked at, and no longer', async () => {
    const { bridge, user } = await openSettings('Diagnostics')
    expect(bridge.sent.at(-1)).toEqual({ type: 'show-diagnostics', open: true, server: 1 })
    await user.click(screen.getByRole('tab', { name: 'About' }))
    expect(bridge.sent.at(-1)).toEqual({ type: 'show-diagnostics', open: false, server: null })
  })

  test('are of one server, which can be chosen where there are several', async () => {
    const servers = [
      buildServer({ settings: { name: 'Shop' } }),
      buildServer({ key: 2, address: 'https://billing.example.com/sse', settings: { name: 'Billing' } }),
    ]
    const { bridge, user, follow } = await openSettings('Diagnostics', { servers, diagnostics })
    expect(screen.getByText('1044')).toBeDefined()
    await user.selectOptions(screen.getByRole('combobox', { name: 'Server' }), 'Billing')
    expect(bridge.sent.at(-1)).toEqual({ type: 'show-diagnostics', open: true, server: 2 })
    // Those of the other server are not shown under this name.
    expect(screen.queryByText('1044')).toBeNull()
    expect(screen.getByText('Collecting…')).toBeDefined()
    await follow(() => bridge.update({ diagnostics: { ...diagnostics, server: 2, cursor: '77' } }))
    expect(screen.getByText('77')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Check this server' }))
    expect(bridge.sent.at(-1)).toEqual({ type: 'examine-server', server: 2 })
  })

  test('go on with another server when the chosen one is removed', async () => {
    const servers = [buildServer(), buildServer({ key: 2, address: 'https://billing.example.com/sse' })]
    const { bridge, user, follow } = await openSettings('Diagnostics', { servers, diagnostics })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Server' }), 'billing.example.com')
    await follow(() => bridge.update({ servers: servers.slice(0, 1) }))
    expect(bridge.sent.at(-1)).toEqual({ type: 'show-diagnostics', open: true, server: 1 })
    expect(screen.queryByRole('combobox', { name: 'Server' })).toBeNull()
    expect(screen.getByText('1044')).toBeDefined()
  })

  test.each([
    ['on', 'On'],
    ['off', /^Off\. .*AppArmor/],
    ['unknown', /isn’t known/],
  ] as const)('tell whether the window is confined: %s', async (sandbox, words) => {
    await openSettings('Diagnostics', { diagnostics: { ...diagnostics, sandbox } })
    expect(
      within(screen.getByRole('region', { name: 'Sandbox of the window' })).getByText(words),
    ).toBeDefined()
  })

  test('tell the story of the connection, what was set aside as it came, and the versions', async () => {
    await openSettings('Diagnostics', { diagnostics })
    for (const text of ['The server refused the connection.', '{"message":"<b>x</b>"}', '1044', '45.4.1']) {
      expect(screen.getByText(text)).toBeDefined()
    }
  })

  test('are copied as a report, and tried with a test notification', async () => {
    const { bridge, user } = await openSettings('Diagnostics', { diagnostics })
    await user.click(screen.getByRole('button', { name: 'Copy report' }))
    await user.click(screen.getByRole('button', { name: 'Send a test notification' }))
    expect(bridge.sent.slice(-2)).toEqual([{ type: 'copy-report' }, { type: 'test-notification' }])
  })
})

test('the licences are opened from About', async () => {
  const { bridge, user } = await openSettings('About')
  await user.click(screen.getByRole('button', { name: 'Show licenses' }))
  expect(bridge.sent.at(-1)).toEqual({ type: 'show-licenses' })
})

describe('the examination of the server', () => {
  const diagnostics = (
    examination: Examination | null,
    server: ServerKey | null = 1,
  ): Partial<AppSnapshot> => ({
    diagnostics: {
      server,
      ...{ connections: [], hints: [], rejectedEvents: [], cursor: null, versions: {}, sandbox: 'on' },
      examination,
    },
  })
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Check this server' })

  test('is started by a button, which waits for its end', async () => {
    const { bridge, user } = await openSettings('Diagnostics', diagnostics(null))
    await user.click(button())
    expect(bridge.sent.at(-1)).toEqual({ type: 'examine-server', server: 1 })
    act(() => bridge.update(diagnostics({ kind: 'running' })))
    expect(button().disabled).toBe(true)
    expect(screen.getByText(/Checking the server/)).toBeDefined()
  })

  test('needs a server', async () => {
    await openSettings('Diagnostics', { ...diagnostics(null, null), servers: [] })
    expect(button().disabled).toBe(true)
  })

  test('lists what is wrong first, and what is right on demand', async () => {
    const finding = (code: FindingCode, severity: Severity, change: string | null = null) => ({
      ...{ code, severity, change, check: 'headers' as const },
      text: `Text of ${code}.`,
    })
    const findings = [
      finding('name-ok', 'ok'),
      finding('http1', 'note'),
      finding('buffered', 'error', 'Switch buffering off.'),
    ]
    const { user } = await openSettings('Diagnostics', diagnostics({ kind: 'done', isFit: false, findings }))
    expect(screen.getByText(/doesn’t work reliably/)).toBeDefined()
    const codes = screen.getAllByText(/^(buffered|http1|name-ok)$/).map(({ textContent }) => textContent)
    expect(codes).toEqual(['buffered', 'http1', 'name-ok'])
    expect(screen.getByText('Switch buffering off.')).toBeDefined()
    const passed = screen.getByText('Passed: 1')
    expect(passed.closest('details')?.open).toBe(false)
    await user.click(passed)
    expect(passed.closest('details')?.open).toBe(true)
  })
})

describe('the way around', () => {
  test('goes through the tabs with the arrows, and back with Escape', async () => {
    const { user } = await openSettings('Servers')
    await user.keyboard('{ArrowRight}')
    expect(screen.getByRole('tab', { name: 'Notifications' }).getAttribute('aria-selected')).toBe('true')
    await user.keyboard('{Escape}')
    expect(screen.getByText('Notification 1')).toBeDefined()
  })

  test('leads from the details of the connection to its timeline', async () => {
    const { user } = await openWindow()
    await user.click(screen.getByRole('button', { name: 'Connection details' }))
    expect(screen.getByText('None. You’re up to date.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show connection log' }))
    expect(screen.getByRole('tab', { name: 'Diagnostics' }).getAttribute('aria-selected')).toBe('true')
  })
})

describe('a notice', () => {
  test('is told until it is dismissed', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([], { notice: 'The settings were damaged.' }))
    expect(screen.getByText('The settings were damaged.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(bridge.sent).toEqual([{ type: 'dismiss-notice' }])
  })
})
