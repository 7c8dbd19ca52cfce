import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { createSettings } from '../../../electron/settings/settings-file.ts'

const log = { warn: vi.fn(), error: vi.fn() }
const clock = { now: () => 1_000, after: () => () => {} }
const freshPath = () => join(mkdtempSync(join(tmpdir(), 'tidings-settings-')), 'settings.json')
const open = (path: string, onChange = () => {}) => createSettings({ path, clock, log, onChange })

test('without a file the defaults hold', () => {
  expect(open(freshPath()).current()).toEqual(defaultSettings)
})

test('what was changed is there the next time', () => {
  const path = freshPath()
  const settings = open(path)
  settings.change({ ...settings.current(), pause: { kind: 'until', at: 5_000 }, sounds: 'none' })
  expect(open(path).current()).toEqual({
    ...defaultSettings,
    pause: { kind: 'until', at: 5_000 },
    sounds: 'none',
  })
})

test('a file of an older version has the defaults for what it did not know', () => {
  const path = freshPath()
  writeFileSync(path, '{"version":1,"pause":{"kind":"until-resumed"}}')
  expect(open(path).current()).toEqual({ ...defaultSettings, pause: { kind: 'until-resumed' } })
})

test.each(['{"version":2}', '[]', '{"version":1,"sounds":"loud"}', 'null'])(
  '%s is no settings file',
  (text) => {
    const path = freshPath()
    writeFileSync(path, text)
    expect(open(path).current()).toEqual(defaultSettings)
    expect(readdirSync(join(path, '..'))).toEqual([expect.stringContaining('damaged')])
  },
)

test('a damaged file is set aside, told and kept', () => {
  const path = freshPath()
  writeFileSync(path, '{"version":1,"pause":')
  expect(open(path).current()).toEqual(defaultSettings)
  expect(log.warn).toHaveBeenCalledWith(expect.stringContaining('set aside'))
  const [aside] = readdirSync(join(path, '..'))
  expect(readFileSync(join(path, '..', aside ?? ''), 'utf8')).toBe('{"version":1,"pause":')
})

test('the end of a pause is announced', () => {
  const onChange = vi.fn()
  const timers: { ms: number; task: () => void }[] = []
  const settings = createSettings({
    path: freshPath(),
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
