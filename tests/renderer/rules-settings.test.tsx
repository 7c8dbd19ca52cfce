// @vitest-environment happy-dom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { Rule } from '../../electron/model/rule.ts'
import { defaultSettings } from '../../electron/model/settings.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { buildMute, buildRule } from '../support/build-rule.ts'
import { buildServer } from './build-server.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = [
  notification({ key: 1, receivedAt: now, category: 'export', title: 'Invoices of May' }),
  notification({ key: 2, receivedAt: now - 1, category: 'export', title: 'Orders' }),
  notification({ key: 3, receivedAt: now - 2, category: 'billing', title: 'Invoice 7' }),
]

async function openRules(rules: readonly Rule[], view: Partial<AppSnapshot> = {}) {
  const settings = { ...defaultSettings, rules }
  const opened = await openWindow(createFakeBridge(items, { settings, ...view }))
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  await opened.user.click(screen.getByRole('tab', { name: 'Notifications' }))
  return opened
}

const group = () => within(screen.getByRole('region', { name: 'Rules' }))
const sentences = () =>
  group()
    .queryAllByRole('listitem')
    .map((one) => one.textContent)
const dialog = () => within(screen.getByRole('dialog'))
const changed = (rules: readonly Rule[]) => ({ type: 'change-settings', change: { rules } })

const quiet = buildRule({
  id: 2,
  when: { category: 'export', words: 'invoice' },
  sound: 'off',
  keepOnScreen: true,
})

describe('the list of rules', () => {
  test('says what each does, and that the first one counts', async () => {
    await openRules([quiet, buildMute('billing')])
    expect(sentences()).toEqual([
      expect.stringMatching(/export.* with “.*invoice.*”.*: no sound, stays on screen/),
      expect.stringMatching(/billing.*: only in the history/),
    ])
    expect(group().getByText(/The first rule that matches counts/)).toBeDefined()
  })

  test('marks a rule that can never count', async () => {
    await openRules([buildMute('export'), quiet])
    expect(sentences()[1]).toContain('Never counts: rule 1 matches all of it first.')
    expect(sentences()[0]).not.toContain('Never counts')
  })

  test('is put in order with buttons and with keys, which is announced', async () => {
    const mute = buildMute('billing')
    const { bridge, user } = await openRules([quiet, mute])
    await user.click(group().getByRole('button', { name: /^Move down: .*export/ }))
    expect(screen.getByText('Now rule 2 of 2')).toBeDefined()
    expect(document.activeElement).toBe(group().getByRole('button', { name: /^Move down: .*export/ }))
    await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}')
    expect(bridge.sent).toEqual([changed([mute, quiet]), changed([quiet, mute])])
  })

  test('loses no change that follows another before that is stored', async () => {
    const { bridge, user } = await openRules([quiet, buildMute('billing'), buildMute('noise', 3)])
    const send = vi.spyOn(bridge, 'send').mockImplementation(() => {})
    await user.click(group().getByRole('button', { name: /^Delete rule: .*billing/ }))
    await user.click(group().getByRole('button', { name: /^Move down: .*export/ }))
    expect(send.mock.calls.at(-1)).toEqual([changed([buildMute('noise', 3), quiet])])
  })

  test('deletes a rule, and undoes that', async () => {
    const { bridge, user } = await openRules([quiet, buildMute('billing')])
    await user.click(group().getByRole('button', { name: /^Delete rule: .*billing/ }))
    expect(sentences()).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(bridge.sent).toEqual([changed([quiet]), changed([quiet, buildMute('billing')])])
  })
})

describe('a rule', () => {
  test('is added before all others, for what is typed', async () => {
    const { bridge, user } = await openRules([buildMute('billing')])
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    await user.type(dialog().getByLabelText('Category'), ' export')
    await user.type(dialog().getByLabelText('Words in the title'), 'invoice ')
    await user.selectOptions(dialog().getByLabelText('Sound'), 'Off')
    await user.click(dialog().getByRole('switch', { name: 'Keep on screen until closed' }))
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect(bridge.sent).toEqual([changed([quiet, buildMute('billing')])])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('is tried on the newest items while it is edited', async () => {
    const { user, bridge } = await openRules([buildMute('billing')])
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    expect(dialog().getByRole('status').textContent).toBe('Matches 3 of the last 3 items.')
    await user.type(dialog().getByLabelText('Words in the title'), 'invoice')
    expect(dialog().getByRole('status').textContent).toBe('Matches 2 of the last 3 items.')
    expect(bridge.queries.at(-1)).toMatchObject({ before: null, limit: 100 })
  })

  test('is told how much an earlier one decides', async () => {
    const { user } = await openRules([buildMute('billing'), buildRule({ id: 2, when: { words: 'invoice' } })])
    await user.click(group().getByRole('button', { name: /^Edit rule: .*invoice/ }))
    expect(dialog().getByRole('status').textContent).toBe(
      'Matches 2 of the last 3 items. An earlier rule decides about 1 of them.',
    )
  })

  test('that is cancelled changes nothing', async () => {
    const { bridge, user } = await openRules([quiet])
    await user.click(group().getByRole('button', { name: /^Edit rule/ }))
    await user.selectOptions(dialog().getByLabelText('Notification'), 'Never, only in the history')
    expect(dialog().queryByLabelText('Sound')).toBeNull()
    await user.click(dialog().getByRole('button', { name: 'Cancel' }))
    expect(bridge.sent).toEqual([])
  })

  test('names a server only where there is more than one', async () => {
    const servers = [
      buildServer(),
      buildServer({ key: 2, address: 'https://b.example/', settings: { name: 'B' } }),
    ]
    const { bridge, user } = await openRules([], { servers })
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    await user.selectOptions(dialog().getByLabelText('Server'), 'B')
    await user.click(dialog().getByRole('button', { name: 'Save' }))
    expect(bridge.sent).toEqual([changed([buildRule({ when: { source: 'https://b.example/' } })])])
  })

  test('does not ask for the server where there is one', async () => {
    const { user } = await openRules([])
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    expect(dialog().queryByLabelText('Server')).toBeNull()
  })

  test('is stored before its folder is chosen, and takes it over; cancelled, it is gone', async () => {
    const { bridge, user } = await openRules([])
    await user.click(screen.getByRole('button', { name: 'Add a rule' }))
    await user.click(dialog().getByRole('switch', { name: 'Download the result by itself' }))
    await user.click(dialog().getByRole('button', { name: 'Choose the folder' }))
    const fetch = { maxMegabytes: 100, folder: null }
    expect(bridge.sent).toEqual([changed([buildRule({ fetch })]), { type: 'choose-folder', rule: 1 }])
    const rules = [buildRule({ fetch: { ...fetch, folder: 4 } })]
    const folders = [{ id: 4, path: '/home/ada/Exports' }]
    act(() => bridge.update({ settings: { ...defaultSettings, rules, folders } }))
    expect(dialog().getByText('Exports')).toBeDefined()
    await user.click(dialog().getByRole('button', { name: 'Cancel' }))
    expect(bridge.sent.at(-1)).toEqual(changed([]))
  })
})

test('a rule for items like one is made from its menu', async () => {
  const { user } = await openWindow(createFakeBridge(items))
  const row = screen.getByText('Invoice 7').closest('[role=row]')
  if (row === null) throw new Error('there is no row')
  fireEvent.contextMenu(row)
  await user.click(await screen.findByRole('menuitem', { name: 'Make a rule…' }))
  expect(screen.getByRole('tab', { name: 'Notifications', selected: true })).toBeDefined()
  expect(dialog().getByLabelText('Category')).toHaveProperty('value', 'billing')
  expect(dialog().getByRole('status').textContent).toBe('Matches 1 of the last 3 items.')
})
