import type { Clock } from '../../model/clock.ts'
import type { TaskbarState } from '../../tray/taskbar.ts'
import { followOwner } from '../dbus/follow-owner.ts'
import type { SessionBus } from '../dbus/session-bus.ts'

export interface LauncherEntryOptions {
  readonly bus: Pick<SessionBus, 'ownerOf' | 'watchOwner' | 'watchDisconnect' | 'emit' | 'answerCalls'>
  readonly clock: Clock
  /** Whether another service shows the progress and passes it on to the dock by itself. */
  readonly isProgressShown: () => boolean
  /** Calls back when a window has come onto the screen. Returns an unsubscribe function. */
  readonly watchWindows: (listener: () => void) => () => void
}

/** A property of the entry, as a dictionary entry with a D-Bus variant. */
type Property = readonly [name: string, variant: readonly [signature: string, value: unknown]]

const application = 'application://tidings.desktop'

/** libunity ends the path with this hash of the application. */
const entry = {
  path: `/com/canonical/unity/launcherentry/${djbHash(application)}`,
  interface: 'com.canonical.Unity.LauncherEntry',
}

/**
 * The bus name by which we find out whether a dock is running. Signals have no list of receivers to ask for; but all known
 * docks own this name, because libunity sends nothing without it: Plank, Dash to Dock and Ubuntu's, Dash to
 * Panel, KDE's task manager and Latte, elementary's dock.
 */
const dockName = 'com.canonical.Unity'

/** So long a dock needs to know the icons that it shows, and a service to pass on what it has changed. */
const againMs = 1_000

/**
 * Number and progress on the app's icon in docks and taskbars of Linux, with or without a window (Unity's Launcher API).
 * Electron's own badge and progress need libunity, which hardly any system has, and are gone in some versions
 * (electron#51668); the progress needs a window besides.
 */
export function createLauncherEntry(options: LauncherEntryOptions) {
  const { bus, clock, isProgressShown } = options
  let drawn: TaskbarState = emptyState
  /** What was sent last, as JSON: the dock shows it until it gets something else. */
  let sent = ''
  let cancelAgain: (() => void) | null = null

  const properties = () => launcherProperties(drawn, isProgressShown())
  const send = () => {
    const current = properties()
    sent = JSON.stringify(current)
    bus.emit(entry, 'Update', { signature: 'sa{sv}', args: [application, current] })
  }
  const dock = followOwner(bus, dockName, (owner) => {
    sent = ''
    if (owner === null || isEmpty(drawn)) return
    send()
    sendAgain()
  })
  const sendAgain = () => {
    cancelAgain ??= clock.after(againMs, () => {
      cancelAgain = null
      if (dock.current() !== null && (sent !== '' || !isEmpty(drawn))) send()
    })
  }
  const stopAnswering = bus.answerCalls(entry, (member) =>
    member === 'Query' ? { signature: 'sa{sv}', args: [application, properties()] } : null,
  )
  // A dock that had no icon of the app has ignored everything so far.
  const stopWatching = options.watchWindows(() => {
    if (!isEmpty(drawn)) sendAgain()
  })

  return {
    draw: (state: TaskbarState): void => {
      drawn = state
      // While there is nothing to show nobody has to be found.
      if (sent === '' && isEmpty(state)) return
      if (dock.current() !== null && JSON.stringify(properties()) !== sent) send()
    },
    /** Sends the state again soon: another program has replaced it, or the dock may have missed it. */
    sendAgain,
    stop: (): void => {
      cancelAgain?.()
      stopWatching()
      stopAnswering()
      drawn = emptyState
      if (sent !== '' && dock.current() !== null) send()
      dock.stop()
    },
  }
}

const emptyState: TaskbarState = { progress: { kind: 'none' }, unread: 0, isUrgent: false }

function isEmpty({ progress, unread, isUrgent }: TaskbarState): boolean {
  return progress.kind === 'none' && unread === 0 && !isUrgent
}

/**
 * The properties of the Launcher API. It has no bar for an unknown progress, and an empty one would say 0 %.
 *
 * @param isProgressShown leaves the progress out
 */
export function launcherProperties(
  { progress, unread, isUrgent }: TaskbarState,
  isProgressShown: boolean,
): readonly Property[] {
  const part = progress.kind === 'part' ? progress.part : 0
  return [
    ['count', ['x', unread]],
    ['count-visible', ['b', unread > 0]],
    ['urgent', ['b', isUrgent]],
    ...(isProgressShown
      ? []
      : ([
          ['progress', ['d', part]],
          ['progress-visible', ['b', progress.kind === 'part']],
        ] as const)),
  ]
}

/** The hash of a text by D. J. Bernstein (GLib's `g_str_hash`), 32 bits. */
export function djbHash(text: string): number {
  return [...Buffer.from(text)].reduce((hash, byte) => (Math.imul(hash, 33) + byte) >>> 0, 5_381)
}
