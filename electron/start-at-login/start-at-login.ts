import type { Log } from '../model/log.ts'

export interface StartAtLoginOptions {
  readonly isEnabled: () => boolean
  /** Switches the setting off. */
  readonly disable: () => void
  /** Whether the system would start the app at login. */
  readonly isRegistered: () => boolean
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
  /** Switches the setting off if the user has removed the registration. */
  readonly followSystem: () => void
  /** An update has moved the app to this path. */
  readonly onMoved: (program: string) => void
}

/**
 * Registers the app as the setting says. A registration that the user has removed in the system stays removed, and the
 * setting follows. If the setting is off at the start nothing is removed: another installation may have registered itself.
 */
export function createStartAtLogin(options: StartAtLoginOptions): StartAtLogin {
  const { isEnabled, register, log } = options
  let wasRegistered = false

  const followSystem = () => {
    if (!isEnabled() || options.isRegistered()) return
    wasRegistered = false
    options.disable()
  }

  const onSettingsChanged = () => {
    if (isEnabled() === wasRegistered) return
    wasRegistered = isEnabled()
    try {
      register(wasRegistered)
    } catch (error) {
      log.error('The start at login could not be set up', error)
    }
    followSystem()
  }
  followSystem()
  // The path of the app may have changed since the last start.
  onSettingsChanged()

  return {
    onSettingsChanged,
    followSystem,
    onMoved: (program) => {
      if (wasRegistered) register(true, program)
    },
  }
}
