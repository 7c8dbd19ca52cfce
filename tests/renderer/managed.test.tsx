// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { type LockableSetting, lockableSettings } from '../../electron/model/policy.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import type { AppSnapshot, ManagedSnapshot } from '../../electron/window/contract.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { openWindow } from './open-window.tsx'

const managed: ManagedSnapshot = {
  place: '/etc/tidings/policy.json',
  isRefused: false,
  locked: lockableSettings,
  allowsOtherServers: true,
  problems: [],
}

async function openSettings(tab: string, view: Partial<AppSnapshot>) {
  const opened = await openWindow(createFakeBridge([], view))
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  await opened.user.click(screen.getByRole('tab', { name: tab }))
  return opened
}

/** What a screen reader says of an element besides its name. */
function descriptionOf(element: HTMLElement): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ')
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}

const fieldsOf: readonly (readonly [LockableSetting, string, 'switch' | 'combobox', readonly string[]])[] = [
  ['quietHours', 'Notifications', 'switch', ['Silence notifications at these times']],
  ['waitWhileAway', 'Notifications', 'switch', ['Wait while I’m away']],
  ['repeatCritical', 'Notifications', 'switch', ['Repeat critical notifications']],
  ['sounds', 'Notifications', 'combobox', ['Play a sound']],
  ['hideContent', 'Notifications', 'switch', ['Hide notification content']],
  ['sendReceipts', 'Notifications', 'switch', ['Tell the server what I have seen']],
  ['stalledAfterMinutes', 'Notifications', 'combobox', ['Mark jobs as stalled after']],
  ['language', 'General', 'combobox', ['Language']],
  ['theme', 'General', 'combobox', ['Appearance']],
  ['startAtLogin', 'General', 'switch', ['Start Tidings when I sign in']],
  ['retention', 'General', 'combobox', ['Keep for', 'Keep at most']],
  ['encryptHistory', 'General', 'switch', ['Encrypt the history']],
  ['deleteHistoryAtSignOut', 'General', 'switch', ['Delete a server’s history when I leave it']],
  ['updates', 'General', 'switch', ['Check for updates automatically']],
]

describe('a setting of the organization', () => {
  test.each(fieldsOf)('%s can not be changed, and says why; others can', async (name, tab, role, labels) => {
    const { user, bridge } = await openSettings(tab, { managed: { ...managed, locked: [name] } })
    const controls = labels.map((label) => screen.getByRole(role, { name: new RegExp(label) }))
    for (const control of controls) {
      expect(control).toHaveProperty('disabled', true)
      expect(descriptionOf(control)).toContain('Set by your organization')
      await user.click(control)
    }
    expect(bridge.sent.filter(({ type }) => type === 'change-settings')).toEqual([])
    const others = [...screen.getAllByRole('switch'), ...screen.queryAllByRole('combobox')]
    expect(others.filter((one) => one.hasAttribute('disabled'))).toHaveLength(controls.length)
    expect(screen.getAllByText('Set by your organization')).toHaveLength(controls.length)
  })

  test('quiet hours can be seen, not changed', async () => {
    const settings = { ...defaultSettings, quietHours: { ...defaultSettings.quietHours, enabled: true } }
    await openSettings('Notifications', { managed, settings })
    const days = screen.getByRole('group', { name: /days/i })
    expect(days.closest('fieldset')).toHaveProperty('disabled', true)
    expect(screen.queryByRole('button', { name: 'Add quiet hours' })).toBeNull()
  })
})

test('the palette finds a locked setting, and goes to why it is locked', async () => {
  const { user } = await openWindow(createFakeBridge([], { managed }))
  await user.keyboard('{Control>}k{/Control}')
  await user.type(screen.getByRole('combobox'), 'updates auto')
  await user.keyboard('{Enter}')
  expect(document.activeElement?.textContent).toBe('Set by your organization')
})

test('the palette does not offer a theme that can not be chosen', async () => {
  const { user } = await openWindow(createFakeBridge([], { managed }))
  await user.keyboard('{Control>}k{/Control}')
  await user.type(screen.getByRole('combobox'), 'dark')
  expect(screen.queryByRole('option', { name: /Dark/ })).toBeNull()
})

describe('a server of the organization', () => {
  const company = buildServer({ managed: true, settings: { name: 'Company' } })
  const own = buildServer({ key: 2, address: 'https://own.example/sse', settings: { name: 'Own' } })

  test('alone is shown, with neither a form for its address nor a button to remove it', async () => {
    await openSettings('Servers', { servers: [company], managed })
    expect(screen.getByText(company.address)).toBeDefined()
    expect(screen.getByText('Set by your organization')).toBeDefined()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull()
    expect(screen.getByRole('button', { name: 'Add a server' })).toBeDefined()
  })

  test('among others has a card without these, and theirs keep them', async () => {
    const { user } = await openSettings('Servers', { servers: [company, own], managed })
    const card = async (name: RegExp) => {
      const head = screen.getByRole('button', { name })
      await user.click(head)
      return within(head.closest('li') ?? document.body)
    }
    const companyCard = await card(/^Company/)
    expect(companyCard.getByText('Set by your organization')).toBeDefined()
    expect(companyCard.queryByRole('button', { name: /address|Remove/ })).toBeNull()
    expect(companyCard.queryByRole('textbox')).toBeNull()
    const ownCard = await card(/^Own/)
    expect(ownCard.queryByText('Set by your organization')).toBeNull()
    expect(ownCard.getByRole('button', { name: /Remove/ })).toBeDefined()
  })

  test('is the only one where others are not allowed', async () => {
    await openSettings('Servers', { servers: [company], managed: { ...managed, allowsOtherServers: false } })
    expect(screen.queryByRole('button', { name: 'Add a server' })).toBeNull()
    expect(screen.getByText('Your organization allows only its own servers.')).toBeDefined()
  })
})

test.each(['Servers', 'Notifications', 'General', 'About'])('axe finds nothing wrong: %s', async (tab) => {
  document.title = 'Tidings'
  await openSettings(tab, { managed, servers: [buildServer({ managed: true })] })
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
})

describe('under "About"', () => {
  test('stands where the policy is, and what of it is not used', async () => {
    const problems = ['colour is unknown, so it is ignored.']
    await openSettings('About', { managed: { ...managed, problems } })
    const group = within(screen.getByRole('region', { name: 'Managed by your organization' }))
    expect(group.getByText('Policy: /etc/tidings/policy.json')).toBeDefined()
    expect(group.getByText('colour is unknown, so it is ignored.')).toBeDefined()
  })

  test('stands that a policy is refused', async () => {
    await openSettings('About', { managed: { ...managed, isRefused: true, problems: ['It isn’t valid.'] } })
    expect(screen.getByText('The policy isn’t used: /etc/tidings/policy.json')).toBeDefined()
  })

  test('stands nothing of it where there is none', async () => {
    await openSettings('About', {})
    expect(screen.queryByText(/organization/)).toBeNull()
  })
})
