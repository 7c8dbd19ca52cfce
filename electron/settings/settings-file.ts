import { z } from 'zod'
import { assertNever } from '../model/assert-never.ts'
import type { Clock } from '../model/clock.ts'
import { defaultSettings, type Settings } from '../model/settings.ts'
import { readJsonFile, writeJsonFile } from '../platform/files/json-file.ts'
import type { Log } from '../platform/system/log.ts'
import { settingsSchema } from './settings-schema.ts'

const fileVersion = 1

const schema = settingsSchema.extend({ version: z.literal(fileVersion) })

/** The settings as they are now, and their file. */
export interface SettingsFile {
  readonly current: () => Settings
  readonly change: (settings: Settings) => void
  /** What the file held could not be understood; it was set aside. */
  readonly wereDamaged: boolean
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
export function createSettings({ path, clock, log, onChange }: SettingsOptions): SettingsFile {
  const loaded = load(path, clock, log)
  let settings = loaded.settings
  let cancelPauseEnd: (() => void) | null = null

  const watchPauseEnd = () => {
    cancelPauseEnd?.()
    const { pause } = settings
    cancelPauseEnd = pause.kind === 'until' ? clock.after(pause.at - clock.now(), onChange) : null
  }
  watchPauseEnd()

  return {
    current: () => settings,
    wereDamaged: loaded.damaged,
    change: (next) => {
      settings = next
      watchPauseEnd()
      try {
        writeJsonFile(path, { version: fileVersion, ...settings })
      } catch (error) {
        log.error('The settings could not be saved; they hold until Tidings ends', error)
      }
      onChange()
    },
    stop: () => cancelPauseEnd?.(),
  }
}

function load(path: string, clock: Clock, log: Pick<Log, 'warn'>): Loaded {
  const file = readJsonFile(path, schema, clock.now(), withDefaults)
  switch (file.kind) {
    case 'missing':
      return { settings: defaultSettings, damaged: false }
    case 'read': {
      const { version: _, ...settings } = file.value
      return { settings, damaged: false }
    }
    case 'damaged':
      log.warn(
        `The settings could not be understood. They were set aside as ${file.movedTo}; the defaults are used.`,
      )
      return { settings: defaultSettings, damaged: true }
    default:
      return assertNever(file)
  }
}

interface Loaded {
  readonly settings: Settings
  readonly damaged: boolean
}

/** A field that an older version did not know has its default. */
function withDefaults(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? { ...defaultSettings, ...value } : value
}
