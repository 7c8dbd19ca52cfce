import { z } from 'zod'
import type { Clock } from '../../model/clock.ts'
import type { BusTarget } from '../dbus/bus-connection.ts'
import type { SystemBus } from '../dbus/session-bus.ts'

/** Whether something that locks the screen says that it is locked. */
export interface LockWatch {
  readonly isLocked: () => boolean
  readonly stop: () => void
}

export interface LogindLockOptions {
  readonly bus: SystemBus
  readonly env: Readonly<Record<string, string | undefined>>
  readonly processId: number
  readonly userId: number
  readonly clock: Clock
  readonly onChange: () => void
}

const service = 'org.freedesktop.login1'
const manager: BusTarget = {
  service,
  path: '/org/freedesktop/login1',
  interface: 'org.freedesktop.login1.Manager',
}
const timeoutMs = 2_000
/** A screen locker that was asked to lock has done so by then. */
const lockingMs = 5_000
const reconnectMs = 60_000

const pathSchema = z.tuple([z.string().startsWith('/')]).rest(z.unknown())
const displaySchema = z.tuple([z.string(), z.string().startsWith('/')])
const changedSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())]).rest(z.unknown())

/**
 * Follows `LockedHint` of the user's session (org.freedesktop.login1). Whatever is missing, hangs or answers nonsense counts
 * as not locked.
 *
 * The signals `Lock` and `Unlock` only ask the screen locker to do that, and there may be none; the hint says whether it
 * has. So after `Lock` the screen counts as locked for a moment, and then the hint decides.
 */
export function watchLogindLock(options: LogindLockOptions): LockWatch {
  const { bus, clock, onChange } = options
  let isLocked = false
  /** Increments whenever what is being queried is out of date. */
  let generation = 0
  let stopFollowing = () => {}
  let cancelTimer = () => {}
  let isStopped = false

  const set = (locked: boolean): void => {
    generation += 1
    if (isStopped || locked === isLocked) return
    isLocked = locked
    onChange()
  }
  const readHint = async (session: BusTarget): Promise<void> => {
    const asked = ++generation
    const hint = await bus.property(session, 'LockedHint', timeoutMs)
    if (asked === generation) set(hint === true)
  }
  const follow = (path: string): void => {
    const session = { service, path, interface: 'org.freedesktop.login1.Session' }
    const stops = [
      bus.watchSignals({ ...session, interface: 'org.freedesktop.DBus.Properties' }, ({ member, body }) => {
        if (member !== 'PropertiesChanged') return
        const [, changed] = changedSchema.safeParse(body).data ?? []
        if (changed === undefined || !('LockedHint' in changed)) return
        cancelTimer()
        set(changed.LockedHint === true)
      }),
      bus.watchSignals(session, ({ member }) => {
        if (member === 'Unlock') void readHint(session)
        if (member !== 'Lock') return
        set(true)
        cancelTimer()
        cancelTimer = clock.after(lockingMs, () => void readHint(session))
      }),
    ]
    stopFollowing = () => {
      for (const stop of stops) stop()
    }
    void readHint(session)
  }
  const start = async (): Promise<void> => {
    const asked = ++generation
    // A query alone must not start it.
    if ((await bus.isOwned(service)) !== true) return
    const path = await findSession(options)
    if (path === null || asked !== generation || isStopped) return
    stopFollowing()
    follow(path)
  }
  const forget = (): void => {
    cancelTimer()
    stopFollowing()
    stopFollowing = () => {}
    set(false)
  }
  const stopWatchingOwner = bus.watchOwner(service, (owner) => {
    forget()
    if (owner !== '') void start()
  })
  const stopWatchingDisconnect = bus.watchDisconnect(() => {
    forget()
    // Nothing else calls this bus, and without a call it is not connected again.
    if (!isStopped) cancelTimer = clock.after(reconnectMs, () => void start())
  })
  void start()

  return {
    isLocked: () => isLocked,
    stop: () => {
      isStopped = true
      cancelTimer()
      stopFollowing()
      stopWatchingOwner()
      stopWatchingDisconnect()
    },
  }
}

/**
 * The session of this process or, because a desktop may start programs outside of it, the one that the environment names
 * or in which the user has a screen. Null: there is none.
 */
async function findSession({ bus, env, processId, userId }: LogindLockOptions): Promise<string | null> {
  const pathOf = async (member: string, signature: string, arg: unknown): Promise<string | null> => {
    const result = await bus.call(manager, member, { signature, args: [arg], timeoutMs })
    if (result.kind !== 'answered') return null
    return pathSchema.safeParse(result.body).data?.[0] ?? null
  }
  const own = await pathOf('GetSessionByPID', 'u', processId)
  if (own !== null) return own
  const { XDG_SESSION_ID: id = '' } = env
  const named = id === '' ? null : await pathOf('GetSession', 's', id)
  if (named !== null) return named
  const user = await pathOf('GetUser', 'u', userId)
  if (user === null) return null
  const place = { service, path: user, interface: 'org.freedesktop.login1.User' }
  return displaySchema.safeParse(await bus.property(place, 'Display', timeoutMs)).data?.[1] ?? null
}
