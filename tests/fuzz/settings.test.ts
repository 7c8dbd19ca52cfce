import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../electron/model/settings.ts'
import { createJsonFile } from '../../electron/platform/files/json-file.ts'
import {
  type ReadSettings,
  type StoredSettings,
  settingsFileSchema,
} from '../../electron/settings/read-settings.ts'
import { createSettings } from '../../electron/settings/settings.ts'
import { settingsSchema } from '../../electron/settings/settings-schema.ts'
import { manualClock } from '../unit/feed/manual-clock.ts'
import { play } from './arbitraries.ts'

test('with any settings file the app has settings, and touches nothing outside of its folder', () => {
  const parent = mkdtempSync(join(tmpdir(), 'tidings-fuzz-'))
  try {
    play(400, (arbitrary, seed) => {
      const folder = join(parent, `profile-${seed}`)
      mkdirSync(folder)
      const path = join(folder, 'settings.json')
      const json = JSON.stringify(arbitrary.spoil({ version: 1, ...defaultSettings })) ?? ''
      const bytes = Buffer.from(arbitrary.pick([json, json, arbitrary.spoilText(json), arbitrary.text()]))
      if (arbitrary.number(5) === 0) bytes.fill(arbitrary.number(256), arbitrary.number(bytes.length + 1))
      writeFileSync(path, bytes)

      const clock = manualClock()
      const file = createJsonFile<ReadSettings, StoredSettings>(path, settingsFileSchema, clock.now)
      const settings = createSettings({ file, clock, log: silent, onChange: () => {}, onNotSaved: () => {} })
      expect(settingsSchema.safeParse(settings.current()).success).toBe(true)
      settings.change({ ...settings.current(), hideContent: true })
      settings.stop()
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ hideContent: true })
      for (const name of readdirSync(folder)) expect(name).toMatch(/^settings\.json(\.damaged-[\w.-]+)?$/)
      expect(readdirSync(parent)).toEqual([`profile-${seed}`])
      rmSync(folder, { recursive: true })
    })
  } finally {
    rmSync(parent, { recursive: true })
  }
})

const silent = { info: () => {}, warn: () => {}, error: () => {} }
