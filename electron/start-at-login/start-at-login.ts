import type { Log } from '../model/log.ts'

export interface StartAtLoginOptions {
  readonly isEnabled: () => boolean
  /**
   * Registers the app with the system, or removes the registration.
   *
   * @param program the path of the app, if it has changed
   * @throws when the system refuses
   */
  readonly register: (isEnabled: boolean, program?: string) => void
  readonly log: Pick<Log, 'error'>
}

export interface StartAtLogin {
  readonly onSettingsChanged: () => void
  /** An update has moved the app to this path. */
  readonly onMoved: (program: string) => void
}

/**
 * Registers the app as the setting says. If the setting is off at the start nothing is removed: another installation may
 * have registered itself.
 */
export function createStartAtLogin({ isEnabled, register, log }: StartAtLoginOptions): StartAtLogin {
  let isRegistered = false

  const onSettingsChanged = () => {
    if (isEnabled() === isRegistered) return
    isRegistered = isEnabled()
    try {
      register(isRegistered)
    } catch (error) {
      log.error('The start at login could not be set up', error)
    }
  }
  onSettingsChanged()

  return {
    onSettingsChanged,
    onMoved: (program) => {
      if (isRegistered) register(true, program)
    },
  }
}
