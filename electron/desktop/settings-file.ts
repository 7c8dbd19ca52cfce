import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { settingsSchema } from '../ipc/settings-schema.ts'
import type { Clock } from '../model/clock.ts'
import { defaultSettings, type Settings } from '../model/settings.ts'
import type { Log } from './log.ts'

const fileVersion = 1

const schema = settingsSchema.extend({ version: z.literal(fileVersion) })

/** The settings as they are now, and their file. */
export interface SettingsFile {
  readonly current: () => Settings
  readonly change: (settings: Settings) => void
  readonly stop: () => void
}

export interface SettingsOptions {
  readonly path: string
  readonly clock: Clock
  readonly log: Pick<Log, 'warn' | 'error'>
  /** They were changed, or a pause has ended by itself. */
  readonly onChange: () => void
}

/** Opens the settings; a file that can't be understood is set aside and the defaults are used. */
export function openSettings({ path, clock, log, onChange }: SettingsOptions): SettingsFile {
  let settings = load(path, clock, log)
  let cancelPauseEnd: (() => void) | null = null

  const watchPauseEnd = () => {
    cancelPauseEnd?.()
    const { pause } = settings
    cancelPauseEnd = pause.kind === 'until' ? clock.after(pause.at - clock.now(), onChange) : null
  }
  watchPauseEnd()

  return {
    current: () => settings,
    change: (next) => {
      settings = next
      watchPauseEnd()
      try {
        save(path, settings)
      } catch (error) {
        log.error('The settings could not be saved; they hold until Tidings ends', error)
      }
      onChange()
    },
    stop: () => cancelPauseEnd?.(),
  }
}

function load(path: string, clock: Clock, log: Pick<Log, 'warn'>): Settings {
  const text = read(path)
  if (text === null) return defaultSettings
  // A field that an older version did not know has its default.
  const parsed = schema.safeParse({ ...defaultSettings, ...parseObject(text) })
  if (parsed.success) {
    const { version: _, ...settings } = parsed.data
    return settings
  }
  const damaged = `${path}.damaged-${new Date(clock.now()).toISOString().replaceAll(':', '-')}`
  renameSync(path, damaged)
  log.warn(`The settings could not be understood. They were set aside as ${damaged}; the defaults are used.`)
  return defaultSettings
}

// A crash leaves either the old file or the new one.
function save(path: string, settings: Settings): void {
  const draft = `${path}.new`
  writeFileSync(draft, `${JSON.stringify({ version: fileVersion, ...settings }, null, 2)}\n`, { flush: true })
  renameSync(draft, path)
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
