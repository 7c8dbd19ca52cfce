import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Policy } from '../../../electron/model/policy.ts'
import { defaultSettings, type ServerSettings } from '../../../electron/model/settings.ts'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import {
  type ReadSettings,
  type StoredSettings,
  settingsFileSchema,
} from '../../../electron/settings/read-settings.ts'
import { createSettings } from '../../../electron/settings/settings.ts'
import { buildMute, buildRule } from '../../support/build-rule.ts'
import { canMakeLinks } from '../../support/can-make-links.ts'

const log = { warn: vi.fn(), error: vi.fn() }
const onNotSaved = vi.fn()
const clock = { now: () => 1_000, after: () => () => {} }
const newPath = () => join(mkdtempSync(join(tmpdir(), 'tidings-settings-')), 'settings.json')
const settingsFile = (path: string) =>
  createJsonFile<ReadSettings, StoredSettings>(path, settingsFileSchema, clock.now)
const open = (path: string, onChange = () => {}) =>
  createSettings({ file: settingsFile(path), clock, log, onChange, onNotSaved })

test('without a file the defaults apply', () => {
  expect(open(newPath()).current()).toEqual(defaultSettings)
})

test('a change is there at the next start', () => {
  const path = newPath()
  const settings = open(path)
  settings.change({ ...settings.current(), pause: { kind: 'until', at: 5_000 }, sounds: 'none' })
  expect(open(path).current()).toEqual({
    ...defaultSettings,
    pause: { kind: 'until', at: 5_000 },
    sounds: 'none',
  })
})

test('a field that an older version did not know has its default', () => {
  const path = newPath()
  writeFileSync(path, '{"version":1,"pause":{"kind":"until-resumed"}}')
  expect(open(path).current()).toEqual({ ...defaultSettings, pause: { kind: 'until-resumed' } })
})

test.each(['{"version":2}', '[]', '"loud"', 'null'])('%s is no settings file', (text) => {
  const path = newPath()
  writeFileSync(path, text)
  expect(open(path).current()).toEqual(defaultSettings)
  expect(readdirSync(join(path, '..'))).toEqual([expect.stringContaining('damaged')])
})

test('a damaged file is renamed and reported, not deleted', () => {
  const path = newPath()
  writeFileSync(path, '{"version":1,"pause":')
  const settings = open(path)
  expect(settings.current()).toEqual(defaultSettings)
  expect(settings.wereDamaged).toBe(true)
  expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('renamed'))
  const [renamed] = readdirSync(join(path, '..'))
  expect(readFileSync(join(path, '..', renamed ?? ''), 'utf8')).toBe('{"version":1,"pause":')
})

test('the end of a pause counts as a change', () => {
  const onChange = vi.fn()
  const timers: { ms: number; task: () => void }[] = []
  const settings = createSettings({
    file: settingsFile(newPath()),
    log,
    onChange,
    onNotSaved,
    clock: {
      now: () => 1_000,
      after: (ms, task) => {
        timers.push({ ms, task })
        return () => {}
      },
    },
  })
  settings.change({ ...settings.current(), pause: { kind: 'until', at: 61_000 } })
  expect(timers.map(({ ms }) => ms)).toEqual([60_000])
  timers[0]?.task()
  expect(onChange).toHaveBeenCalledTimes(2)
})

const server: ServerSettings = {
  ...{ address: 'https://app.example.com/notifications', name: 'Production' },
  ...{ colour: 'teal', clientId: null },
}
const servers = [server]

test('a wrong value gets its default and is reported, all others stay', () => {
  const path = newPath()
  const stored = {
    ...{ version: 1, servers, sounds: 'loud', language: 'tlh', hideContent: 'yes', theme: 'dark' },
    retention: { days: 0, items: 500 },
    mutedCategories: ['billing', 7, 'export'],
    quietHours: {
      enabled: true,
      spans: [
        { days: [1, 9], from: 0, to: 60 },
        { days: [2], from: 5, to: 65 },
      ],
    },
  }
  writeFileSync(path, JSON.stringify(stored))
  const settings = open(path)
  expect(settings.current()).toEqual({
    ...defaultSettings,
    ...{ servers, theme: 'dark' },
    retention: { days: defaultSettings.retention.days, items: 500 },
    rules: [buildMute('billing'), buildMute('export', 3)],
    quietHours: { enabled: true, spans: [{ days: [2], from: 5, to: 65 }] },
  })
  const wrong = ['hideContent', 'language', 'quietHours.spans', 'retention.days', 'rules', 'sounds']
  expect([...settings.replaced].sort()).toEqual(wrong)
  expect(settings.wereDamaged).toBe(false)
  expect(readdirSync(join(path, '..'))).toEqual(['settings.json'])
})

test('of saved filters those that are wrong are left out; how the list looks is read for itself', () => {
  const path = newPath()
  const filter = {
    ...{ show: 'failed', category: null, source: null, priority: 'important', state: null },
    ...{ dates: { kind: 'days', from: '2026-11-01', to: null }, search: '' },
  }
  const saved = { name: 'Failed in November', filter }
  const wrong = [
    { name: '', filter },
    { name: 'No such list', filter: { ...filter, show: 'everything' } },
    { name: 'No such day', filter: { ...filter, dates: { kind: 'days', from: '2026-11-31', to: null } } },
    { name: 'Unknown', filter: { ...filter, sql: '1' } },
  ]
  const stored = { version: 1, density: 'compact', groupBy: 'colour', savedFilters: [saved, ...wrong] }
  writeFileSync(path, JSON.stringify(stored))
  const settings = open(path)
  expect(settings.current()).toEqual({ ...defaultSettings, density: 'compact', savedFilters: [saved] })
  expect([...settings.replaced].sort()).toEqual(['groupBy', 'savedFilters'])
})

test('a pause or servers that are not understood do not take the rest with them', () => {
  const path = newPath()
  writeFileSync(path, '{"servers":7,"pause":{"kind":"until","at":"tomorrow"},"sounds":"none"}')
  const settings = open(path)
  expect(settings.current()).toEqual({ ...defaultSettings, sounds: 'none' })
  expect(settings.replaced).toEqual(['servers', 'pause'])
})

test.each([
  ['a byte order mark', Buffer.from(`\ufeff{"version":1,"servers":${JSON.stringify(servers)}}`)],
  ['UTF-16', Buffer.from(`\ufeff{"version":1,"servers":${JSON.stringify(servers)}}`, 'utf16le')],
])('%s, as editors of Windows write it, is no damage', (_name, bytes) => {
  const path = newPath()
  writeFileSync(path, bytes)
  expect(open(path).current()).toEqual({ ...defaultSettings, servers })
})

test('the only server of an earlier version becomes the first of several', () => {
  const path = newPath()
  writeFileSync(path, JSON.stringify({ version: 1, server: server.address }))
  expect(open(path).current().servers).toEqual([
    { ...{ address: server.address, name: null, colour: 'blue', clientId: null } },
  ])
})

test('what an earlier version had muted is muted by rules, before those that there are', () => {
  const path = newPath()
  const kept = buildRule({ id: 4, when: { words: 'invoice' }, sound: 'off' })
  const muted = { ...server, muted: true }
  const loud = { ...server, address: 'https://other.example/events', muted: false }
  const stored = { version: 1, servers: [muted, loud], mutedCategories: ['Noise'], rules: [kept] }
  writeFileSync(path, JSON.stringify(stored))
  const settings = open(path)
  expect(settings.current().rules).toEqual([
    buildRule({ id: 5, when: { source: server.address }, notify: 'never' }),
    buildMute('Noise', 6),
    kept,
  ])
  expect(settings.current().servers).toEqual([server, { ...server, address: loud.address }])
  expect(settings.replaced).toEqual([])
})

test('an earlier version finds what it needs of each server', () => {
  const path = newPath()
  open(path).change({ servers })
  expect(JSON.parse(readFileSync(path, 'utf8')).servers).toEqual(
    servers.map((one) => ({ ...one, muted: false })),
  )
})

test('of servers that are wrong or listed twice the good ones stay', () => {
  const path = newPath()
  const twice = { ...server, name: 'Again' }
  writeFileSync(
    path,
    JSON.stringify({ servers: [{ address: 7 }, server, twice, { ...server, address: 'x' }] }),
  )
  expect(open(path).current().servers).toEqual(servers)
})

test.skipIf(!canMakeLinks).each([true, false])(
  'a link to another place stays one (its file exists: %s)',
  (exists) => {
    const path = newPath()
    const target = join(path, '..', 'elsewhere', 'tidings.json')
    mkdirSync(join(target, '..'))
    if (exists) writeFileSync(target, '{"version":1,"sounds":"none"}')
    symlinkSync('elsewhere/tidings.json', path)
    open(path).change({ theme: 'dark' })
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({
      theme: 'dark',
      sounds: exists ? 'none' : 'all',
    })
  },
)

test('a folder in the place of the file is an error that names it', () => {
  const path = newPath()
  mkdirSync(path)
  expect(() => open(path)).toThrow(expect.objectContaining({ file: path, detail: 'file-is-folder' }))
})

test('a change that can’t be saved is reported with the file, and applies until the app quits', () => {
  const path = newPath()
  const settings = open(path)
  mkdirSync(path)
  settings.change({ theme: 'dark' })
  expect(settings.current().theme).toBe('dark')
  expect(onNotSaved).toHaveBeenCalledWith(expect.objectContaining({ file: path }))
})

test('a policy applies, and the file keeps the user’s own values for when it is gone', () => {
  const path = newPath()
  open(path).change({ theme: 'light' })
  const company: ServerSettings = {
    address: 'https://company.example/',
    ...{ name: null, colour: 'blue', clientId: null },
  }
  const policy: Policy = { servers: [company], allowOtherServers: true, settings: { theme: 'dark' } }
  const managed = createSettings({
    file: settingsFile(path),
    policy,
    clock,
    log,
    onChange: () => {},
    onNotSaved,
  })
  expect(managed.current()).toMatchObject({ theme: 'dark', servers: [company] })
  managed.change({ theme: 'system', sounds: 'none', servers: [company] })
  expect(managed.current()).toMatchObject({ theme: 'dark', sounds: 'none', servers: [company] })
  expect(open(path).current()).toEqual({ ...defaultSettings, theme: 'light', sounds: 'none' })
})
