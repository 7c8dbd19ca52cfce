import type { PowerMonitor } from 'electron'
import { createEventHub } from '../../model/event-hub.ts'
import type { UserActivity } from '../../notifications/presence.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { type LockWatch, type LogindLockOptions, watchLogindLock } from './logind-lock.ts'
import { watchScreenSavers } from './screen-savers.ts'

/** What is needed of Electron's `powerMonitor`. */
export interface LockMonitor extends Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState'> {
  on(event: 'lock-screen' | 'unlock-screen', listener: () => void): unknown
  off(event: 'lock-screen' | 'unlock-screen', listener: () => void): unknown
}

export interface UserActivityOptions extends Omit<LogindLockOptions, 'bus' | 'onChange'> {
  readonly platform: NodeJS.Platform
  readonly powerMonitor: LockMonitor
  readonly sessionBus: SessionBus
  readonly systemBus: LogindLockOptions['bus']
}

/** Follows whether the screen is locked until it is stopped. Nothing of it runs at rest: all of it comes as signals. */
export function followUserActivity(
  options: UserActivityOptions,
): UserActivity & { readonly stop: () => void } {
  const { platform, powerMonitor, sessionBus, systemBus } = options
  const events = createEventHub<{ readonly lock: undefined }>()
  const watches: LockWatch[] = []
  let wasLocked = false
  const isLocked = () => watches.some((watch) => watch.isLocked())
  // Of several that follow the same lock only the first change counts.
  const onChange = () => {
    if (isLocked() === wasLocked) return
    wasLocked = !wasLocked
    events.emit('lock', undefined)
  }
  // Electron reports locks on Windows and macOS only.
  if (platform === 'linux') {
    watches.push(watchLogindLock({ ...options, bus: systemBus, onChange }))
    watches.push(watchScreenSavers(sessionBus, onChange))
  } else watches.push(watchSystemLock(powerMonitor, onChange))
  wasLocked = isLocked()

  return {
    isLocked,
    // Electron counts whole seconds.
    idleMs: () => powerMonitor.getSystemIdleTime() * 1_000,
    watchLock: (listener) => events.on('lock', listener),
    stop: () => {
      for (const watch of watches) watch.stop()
    },
  }
}

function watchSystemLock(powerMonitor: LockMonitor, onChange: () => void): LockWatch {
  // The threshold is that of the other states, which are not asked for.
  let isLocked = powerMonitor.getSystemIdleState(1) === 'locked'
  const set = (locked: boolean) => () => {
    isLocked = locked
    onChange()
  }
  const onLock = set(true)
  const onUnlock = set(false)
  powerMonitor.on('lock-screen', onLock)
  powerMonitor.on('unlock-screen', onUnlock)
  return {
    isLocked: () => isLocked,
    stop: () => {
      powerMonitor.off('lock-screen', onLock)
      powerMonitor.off('unlock-screen', onUnlock)
    },
  }
}
