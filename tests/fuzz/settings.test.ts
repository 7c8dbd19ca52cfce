import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings } from '../../electron/model/settings.ts'
import { createSettings } from '../../electron/settings/settings-file.ts'
import { settingsSchema } from '../../electron/settings/settings-schema.ts'
import { manualClock } from '../unit/feed/manual-clock.ts'
import { play } from './arbitraries.ts'

test('whatever the settings file holds, the app has settings, and nothing beside its folder is touched', () => {
  const outside = mkdtempSync(join(tmpdir(), 'tidings-fuzz-'))
  try {
    play(400, (arbitrary, seed) => {
      const folder = join(outside, `profile-${seed}`)
      mkdirSync(folder)
      const path = join(folder, 'settings.json')
      const json = JSON.stringify(arbitrary.spoil({ version: 1, ...defaultSettings })) ?? ''
      const bytes = Buffer.from(arbitrary.pick([json, json, arbitrary.spoilText(json), arbitrary.text()]))
      if (arbitrary.number(5) === 0) bytes.fill(arbitrary.number(256), arbitrary.number(bytes.length + 1))
      writeFileSync(path, bytes)

      const settings = createSettings({ path, clock: manualClock(), log: quiet, onChange: () => {} })
      expect(settingsSchema.safeParse(settings.current()).success).toBe(true)
      settings.change({ ...settings.current(), hideContent: true })
      settings.stop()
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ hideContent: true })
      for (const name of readdirSync(folder)) expect(name).toMatch(/^settings\.json(\.damaged-[\w.-]+)?$/)
      expect(readdirSync(outside)).toEqual([`profile-${seed}`])
      rmSync(folder, { recursive: true })
    })
  } finally {
    rmSync(outside, { recursive: true })
  }
})

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
