import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { createItemNotification, isSilent } from '../../../electron/notifications/item-notification.ts'
import { buildItem } from '../../support/build-item.ts'
import { buildRule } from '../../support/build-rule.ts'
import { createI18n } from '../../support/i18n.ts'

const write = (item: Parameters<typeof buildItem>[0], settings = {}) =>
  createItemNotification(buildItem(item), { ...defaultSettings, ...settings }, 2_000, createI18n('en'))

test('a notification without a title has the app’s name as its title', () => {
  expect(write({ title: null, message: 'Your export is ready!' })).toMatchObject({
    title: 'Tidings',
    body: 'Your export is ready!',
  })
})

test('a long title and a long text are cut, with an ellipsis', () => {
  const { title, body } = write({ title: 'x'.repeat(300), message: 'y'.repeat(4_000) })
  expect(title).toBe(`${'x'.repeat(79)}…`)
  expect(body).toBe(`${'y'.repeat(239)}…`)
})

test('a finished job is named by its title', () => {
  expect(write({ state: 'succeeded', title: 'Orders 2026', message: 'Ready' })).toMatchObject({
    title: 'Orders 2026',
    body: 'Ready',
  })
})

test('a failed job says so before its name', () => {
  expect(write({ state: 'failed', title: 'Orders 2026' }).title).toBe('Failed: Orders 2026')
})

test('a critical item is urgent to the desktop too', () => {
  expect(write({ priority: 'critical' }).urgency).toBe('critical')
  expect(write({ priority: 'high' }).urgency).toBe('normal')
})

test('a notification with hidden content says only that there is one', () => {
  const hidden = write({ state: 'failed', title: 'Salaries', message: 'Row 7' }, { hideContent: true })
  expect(hidden).toMatchObject({ title: 'Tidings', body: 'New notification' })
  expect(JSON.stringify(hidden)).not.toMatch(/Salaries|Row 7|Failed/)
})

describe('buttons', () => {
  const offer = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt: 5_000 }
  const buttons = (item: Parameters<typeof buildItem>[0]) => write(item).actions.map(({ type }) => type)

  const snooze = ['snooze', 'snooze-tomorrow']

  test('offer to download a file, to open a page, and to snooze everything', () => {
    expect(buttons({ offer, url: 'https://a.example/' })).toEqual(['download', 'open', ...snooze])
    expect(buttons({})).toEqual(snooze)
  })

  test('do not offer a file that has expired, or that is being downloaded', () => {
    expect(buttons({ offer: { ...offer, expiresAt: 1_500 } })).toEqual(snooze)
    const download = { kind: 'running', received: 1, total: null, perSecond: null } as const
    expect(buttons({ offer, download })).toEqual(snooze)
  })

  test('offer a file that a rule did not download, or that failed', () => {
    const skipped = { kind: 'skipped', reason: { kind: 'metered' } } as const
    expect(buttons({ offer, download: skipped })).toEqual(['download', ...snooze])
    const failed = { kind: 'failed', reason: { kind: 'damaged' } } as const
    expect(buttons({ offer, download: failed })).toEqual(['download', ...snooze])
  })
})

describe('the button of who has seen a critical notification', () => {
  const offer = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt: null }
  const buttons = (parts: Parameters<typeof buildItem>[0], repeatCritical: boolean) =>
    write(parts, { repeatCritical }).actions.map(({ type }) => type)

  test('is there where it comes again, and never more than three besides "Open"', () => {
    const critical = { priority: 'critical', offer, url: 'https://a.example/' } as const
    expect(buttons(critical, true)).toEqual(['open', 'acknowledge', 'download', 'snooze'])
    expect(buttons(critical, false)).not.toContain('acknowledge')
    expect(buttons({ priority: 'high' }, true)).not.toContain('acknowledge')
  })
})

describe('a file that was downloaded by itself', () => {
  const offer = { url: 'https://a.example/f', filename: null, size: null, sha256: null, expiresAt: null }
  const saved = (fileName: string, settings = {}) =>
    write(
      {
        ...{ type: 'job', state: 'succeeded', title: 'Orders 2026', message: 'Your export is ready!', offer },
        download: { kind: 'done', fileName, bytes: 1, verified: false, at: 1 },
      },
      settings,
    )

  test('is named in the notification of its item, which opens it', () => {
    const { title, body, actions } = saved('orders.csv')
    expect(title).toBe('Orders 2026')
    expect(body).toBe('Saved: orders.csv\nYour export is ready!')
    expect(actions[0]).toEqual({ type: 'open-download', label: 'Open' })
  })

  test('is shown in its folder where it may be a program', () => {
    expect(saved('orders.exe').actions[0]).toEqual({ type: 'open-download', label: 'Show in folder' })
  })

  test('is not named where the content is hidden', () => {
    expect(JSON.stringify(saved('salaries.csv', { hideContent: true }))).not.toMatch(/salaries|Orders/)
  })
})

describe('sounds', () => {
  test.each([
    ['all', 'normal', null, false],
    ['all', 'low', null, true],
    ['important', 'normal', 'succeeded', true],
    ['important', 'normal', 'failed', false],
    ['important', 'high', null, false],
    ['important', 'critical', null, false],
    ['none', 'critical', 'failed', true],
  ] as const)('"%s": priority %s, state %s is silent: %s', (sounds, priority, state, silent) => {
    expect(isSilent({ priority, state }, 'as-usual', sounds)).toBe(silent)
  })

  test('a rule wins over the settings', () => {
    const quiet = buildRule({ when: { category: 'backup' }, sound: 'off' })
    const loud = buildRule({ id: 2, when: { category: 'alarm' }, sound: 'on' })
    const settings = { sounds: 'important', rules: [quiet, loud] }
    expect(write({ category: 'backup', state: 'failed' }, settings).silent).toBe(true)
    expect(write({ category: 'alarm' }, settings).silent).toBe(false)
    expect(write({ state: 'failed' }, settings).silent).toBe(false)
  })
})

describe('a rule', () => {
  test('keeps a notification on the screen, as every critical one is', () => {
    const rules = [buildRule({ when: { words: 'invoice' }, keepOnScreen: true })]
    expect(write({ title: 'Invoices of May' }, { rules }).keepOnScreen).toBe(true)
    expect(write({ title: 'Orders' }, { rules }).keepOnScreen).toBe(false)
    expect(write({ title: 'Orders', priority: 'critical' }, { rules }).keepOnScreen).toBe(true)
  })

  test('that always notifies gets through the desktop’s own Do Not Disturb', () => {
    const rules = [buildRule({ notify: 'always' })]
    expect(write({ priority: 'low' }, { rules })).toMatchObject({ urgency: 'critical', keepOnScreen: false })
  })
})

describe('where there are several servers', () => {
  const server = { colour: 'blue', clientId: null } as const
  const source = 'https://app.example.com/events'
  const servers = [
    { ...server, address: source, name: 'Production' },
    { ...server, address: 'https://staging.example.com/events', name: null },
  ]

  test('a notification names the one that it came from, below its text', () => {
    expect(write({ source, title: 'Orders', message: 'Ready' }, { servers }).body).toBe('Ready\nProduction')
    const staging = { source: 'https://staging.example.com/events', title: 'Orders', message: null }
    expect(write(staging, { servers }).body).toBe('staging.example.com')
  })

  test('the text is cut, never the name', () => {
    const { body } = write({ source, message: 'y'.repeat(4_000) }, { servers })
    expect(body).toMatch(/y…\nProduction$/)
    expect(body).toHaveLength(240)
  })

  test('with hidden content the server is not named either', () => {
    expect(write({ source }, { servers, hideContent: true }).body).not.toContain('Production')
  })
})

test('with one server a notification does not name it', () => {
  const address = 'https://app.example.com/events'
  const servers = [{ address, name: 'Production', colour: 'blue', clientId: null }]
  expect(write({ source: address, message: 'Ready' }, { servers }).body).toBe('Ready')
})
