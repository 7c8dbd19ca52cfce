import type { Clock } from '../model/clock.ts'
import { FileError, type JsonFile } from '../model/json-file.ts'
import type { Log } from '../model/log.ts'
import { noPolicy, type Policy } from '../model/policy.ts'
import { defaultSettings, type Settings } from '../model/settings.ts'
import { withoutPolicy, withPolicy } from '../policy/apply-policy.ts'
import { type ReadSettings, type StoredSettings, toStored } from './read-settings.ts'

export interface SettingsStoreOptions {
  readonly file: JsonFile<ReadSettings, StoredSettings>
  /** What the organization has decided, if it has. It applies, and is never written to the file. */
  readonly policy?: Policy
  readonly clock: Clock
  readonly log: Pick<Log, 'warn' | 'error'>
  /** The settings were changed, or what applied only until a certain time has ended. */
  readonly onChange: () => void
  /** A change was not saved. */
  readonly onNotSaved: (error: FileError) => void
}

/**
 * Opens the current settings, stored across runs. A change that can't be saved applies until the app quits.
 *
 * @throws FileError
 */
export function createSettings(options: SettingsStoreOptions) {
  const { file, clock, log, onChange } = options
  const content = file.read()
  if (content.kind === 'damaged') {
    log.warn(`The settings were damaged and renamed to ${content.movedTo}; the defaults are used.`)
  }
  const replaced = content.kind === 'read' ? content.value.replaced : []
  if (replaced.length > 0) {
    log.warn(`Some settings could not be understood; their defaults are used: ${replaced.join(', ')}`)
  }
  const policy = options.policy ?? noPolicy
  let own = content.kind === 'read' ? content.value.settings : defaultSettings
  let settings = withPolicy(own, policy)
  let cancelEnds: readonly (() => void)[] = []

  const watchEnds = () => {
    for (const cancel of cancelEnds) cancel()
    const { pause, quietHoursOffUntil } = settings
    const ends = [pause.kind === 'until' ? pause.at : null, quietHoursOffUntil]
    cancelEnds = ends.flatMap((at) =>
      at === null || at <= clock.now() ? [] : [clock.after(at - clock.now(), onChange)],
    )
  }
  watchEnds()

  return {
    current: (): Settings => settings,
    /** The file was damaged: it was renamed, and the defaults are used. */
    wereDamaged: content.kind === 'damaged',
    /** The values in the file that could not be understood, like `retention.days`: their defaults apply. */
    replaced,
    change: (change: Partial<Settings>): void => {
      own = withoutPolicy(own, change, policy)
      settings = withPolicy(own, policy)
      watchEnds()
      try {
        file.write(toStored(own))
      } catch (error) {
        log.error('The settings could not be saved; they are lost when Tidings quits', error)
        if (error instanceof FileError) options.onNotSaved(error)
      }
      onChange()
    },
    stop: (): void => {
      for (const cancel of cancelEnds) cancel()
    },
  }
}
