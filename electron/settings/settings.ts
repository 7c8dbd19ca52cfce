import { z } from 'zod'
import type { Clock } from '../model/clock.ts'
import type { JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'
import { defaultSettings, type Settings } from '../model/settings.ts'
import { settingsSchema } from './settings-schema.ts'

const fileVersion = 1

/** The content of `settings.json`. */
export interface StoredSettings extends Settings {
  readonly version: typeof fileVersion
}

/** Validates `settings.json`. A field that an older version did not know gets its default. */
export const settingsFileSchema: z.ZodType<StoredSettings> = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? { ...defaultSettings, ...value } : value),
  settingsSchema.extend({ version: z.literal(fileVersion) }),
)

/** The current settings, stored across runs. */
export interface SettingsStore {
  readonly current: () => Settings
  readonly change: (change: Partial<Settings>) => void
  /** The file was damaged: it was renamed, and the defaults are used. */
  readonly wereDamaged: boolean
  readonly stop: () => void
}

export interface SettingsStoreOptions {
  readonly file: JsonFile<StoredSettings>
  readonly clock: Clock
  readonly log: Pick<Log, 'warn' | 'error'>
  /** The settings were changed, or a pause has ended. */
  readonly onChange: () => void
}

/** Opens the settings. A change that can't be saved applies until the app quits. */
export function createSettings({ file, clock, log, onChange }: SettingsStoreOptions): SettingsStore {
  const content = file.read()
  if (content.kind === 'damaged') {
    log.warn(`The settings were damaged and renamed to ${content.movedTo}; the defaults are used.`)
  }
  let settings = content.kind === 'read' ? withoutVersion(content.value) : defaultSettings
  let cancelPauseEnd: (() => void) | null = null

  const watchPauseEnd = () => {
    cancelPauseEnd?.()
    const { pause } = settings
    cancelPauseEnd = pause.kind === 'until' ? clock.after(pause.at - clock.now(), onChange) : null
  }
  watchPauseEnd()

  return {
    current: () => settings,
    wereDamaged: content.kind === 'damaged',
    change: (change) => {
      settings = { ...settings, ...change }
      watchPauseEnd()
      try {
        file.write({ version: fileVersion, ...settings })
      } catch (error) {
        log.error('The settings could not be saved; they are lost when Tidings quits', error)
      }
      onChange()
    },
    stop: () => cancelPauseEnd?.(),
  }
}

function withoutVersion({ version: _, ...settings }: StoredSettings): Settings {
  return settings
}
