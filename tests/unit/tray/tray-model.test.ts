import { describe, expect, test } from 'vitest'
import { createI18n } from '../../../electron/i18n/i18n.ts'
import type { Connection } from '../../../electron/model/connection.ts'
import type { JobProgress } from '../../../electron/model/job.ts'
import type { Silence } from '../../../electron/model/quiet-hours.ts'
import { createTrayModel, type TrayEntry, type TrayState } from '../../../electron/tray/tray-model.ts'
import { buildItem, buildItems } from '../../support/build-item.ts'

const open: Connection = { kind: 'open', since: 0 }
const waiting: Connection = { kind: 'waiting', since: 0, error: { kind: 'refused' }, retryAt: 9 }
const off: Silence = { kind: 'off' }
const paused: Silence = { kind: 'on', reason: 'paused', until: null }
const idle: TrayState = { connection: open, unread: 0, silence: off, jobs: [], latest: [] }

const model = (parts: Partial<TrayState>) => createTrayModel({ ...idle, ...parts }, createI18n('en', 'en-GB'))
const labels = (entries: readonly TrayEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'separator' ? [] : [entry.label]))

const job = (parts: Partial<JobProgress>): JobProgress => ({
  ...{ key: 1, title: 'Orders', state: 'running', progress: 0.42, perSecond: null, leftMs: null },
  ...{ stalledSince: null },
  ...parts,
})

describe('the icon', () => {
  test.each<[string, Partial<TrayState>]>([
    ['connected', {}],
    ['unread', { unread: 3 }],
    ['connecting', { connection: { kind: 'connecting', since: 0, error: null } }],
    ['offline', { connection: waiting, unread: 3 }],
    ['offline', { connection: null }],
    ['offline', { connection: { kind: 'offline', since: 0, retryAt: 9 } }],
    ['signed-out', { connection: { kind: 'signed-out', since: 0, error: { kind: 'token-missing' } } }],
    ['paused', { silence: paused, unread: 3 }],
    ['paused', { silence: { kind: 'on', reason: 'quiet-hours', until: 9 } }],
    ['offline', { connection: waiting, silence: paused }],
  ])('is %s for %j', (icon, parts) => {
    expect(model(parts).icon).toBe(icon)
  })
})

test('the tooltip says in words what the icon shows', () => {
  const until = new Date(2026, 10, 22, 14, 30).getTime()
  expect(model({ unread: 3, silence: { ...paused, until } }).tooltip).toBe(
    'Tidings: Connected, 3 unread, Paused until 14:30',
  )
})

test('the menu opens the window, shows the status, pauses and quits', () => {
  expect(labels(model({}).menu)).toEqual(['Open Tidings', 'Connected', 'Pause notifications', 'Quit'])
})

test('a pause can be short, long, for the night, or without an end', () => {
  const pause = model({}).menu.find((entry) => entry.kind === 'submenu')
  expect(pause?.kind === 'submenu' && labels(pause.entries)).toEqual([
    'For 30 minutes',
    'For 1 hour',
    'Until tomorrow',
    'Until I resume',
  ])
})

test('while there is no connection the menu offers to reconnect at once', () => {
  expect(labels(model({ connection: waiting }).menu)).toContain('Reconnect now')
})

test('a pause in force can be ended; quiet hours end by themselves', () => {
  expect(labels(model({ silence: paused }).menu)).toContain('Resume notifications')
  const quiet: Silence = { kind: 'on', reason: 'quiet-hours', until: null }
  expect(labels(model({ silence: quiet }).menu)).toContain('Pause notifications')
})

describe('running jobs in the menu', () => {
  test('show their progress, in coarse steps so that the menu rarely changes', () => {
    const label = (parts: Partial<JobProgress>) => labels(model({ jobs: [job(parts)] }).menu)[2]
    expect(label({ progress: 0.421 })).toBe(label({ progress: 0.449 }))
    expect(label({ progress: 0.42 })).toMatch(/^Orders: 40\s?%$/)
    expect(label({ progress: 0.42, leftMs: 180_000 })).toMatch(/40\s?%, about 3 min left$/)
    expect(label({ progress: null })).toBe('Orders: running')
    expect(label({ state: 'queued' })).toBe('Orders: waiting')
    expect(label({ stalledSince: 1 })).toBe('Orders: no news for a while')
  })

  test('are a few at most', () => {
    const jobs = Array.from({ length: 12 }, (_, key) => job({ key, title: `Job ${key}` }))
    const shown = labels(model({ jobs }).menu)
    expect(shown.filter((label) => label.startsWith('Job '))).toHaveLength(3)
    expect(shown).toContain('and 9 more running')
  })
})

describe('the latest items in the menu', () => {
  test('are five at most, unread ones marked, and do the same as a click on their notification', () => {
    const latest = [buildItem({ key: 9, message: 'Read', read: true }), ...buildItems(8, { message: 'New' })]
    const entries = model({ latest }).menu.filter(
      (entry) => entry.kind === 'command' && entry.command.type === 'open-notification',
    )
    expect(labels(entries)).toEqual(['Read', '● New', '● New', '● New', '● New'])
    expect(entries[0]).toMatchObject({ command: { type: 'open-notification', keys: [9] } })
  })

  test('are cut to one short line', () => {
    const latest = [buildItem({ message: `Two\nlines ${'and more '.repeat(50)}`, read: true })]
    const [, , line = ''] = labels(model({ latest }).menu)
    expect(line).toMatch(/^Two lines and more/)
    expect(line.length).toBeLessThanOrEqual(48)
  })

  test('do not include jobs that are still running', () => {
    const latest = [buildItem({ state: 'running', title: 'Orders' })]
    expect(labels(model({ latest }).menu)).not.toContain('Orders')
  })
})
