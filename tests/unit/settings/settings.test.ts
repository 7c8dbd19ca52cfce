import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import { createSettings, settingsFileSchema } from '../../../electron/settings/settings.ts'

const log = { warn: vi.fn(), error: vi.fn() }
const clock = { now: () => 1_000, after: () => () => {} }
const newPath = () => join(mkdtempSync(join(tmpdir(), 'tidings-settings-')), 'settings.json')
const settingsFile = (path: string) => createJsonFile(path, settingsFileSchema, clock.now)
const open = (path: string, onChange = () => {}) =>
  createSettings({ file: settingsFile(path), clock, log, onChange })

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

test.each(['{"version":2}', '[]', '{"version":1,"sounds":"loud"}', 'null'])(
  '%s is no settings file',
  (text) => {
    const path = newPath()
    writeFileSync(path, text)
    expect(open(path).current()).toEqual(defaultSettings)
    expect(readdirSync(join(path, '..'))).toEqual([expect.stringContaining('damaged')])
  },
)

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
