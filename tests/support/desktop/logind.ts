import { type BusMessage, connectBus } from './bus-client.ts'

const service = 'org.freedesktop.login1'
const sessionInterface = `${service}.Session`
const sessionPath = '/org/freedesktop/login1/session/_31'
const userPath = '/org/freedesktop/login1/user/_1000'

export interface LogindScript {
  /** How the session can be found. Default: by the process. */
  readonly finds?: 'process' | 'name' | 'user' | 'nothing'
  readonly isLocked?: boolean
  /** What it answers about the lock: nothing at all, or something else than it should. */
  readonly answers?: 'nothing' | 'nonsense'
}

/** A stand-in for logind that a test controls, on a private bus. */
export interface Logind {
  /** The screen locker has locked or unlocked the screen, and says so. */
  readonly setLocked: (isLocked: boolean) => void
  /** Asks the screen locker for it; whether there is one is another thing. */
  readonly ask: (signal: 'Lock' | 'Unlock') => void
  /** What it says when it is asked, without a signal. */
  readonly setHint: (isLocked: boolean) => void
  /** The calls so far, by their names. */
  readonly calls: readonly string[]
  readonly stop: () => void
}

export async function startLogind(address: string, script: LogindScript = {}): Promise<Logind> {
  const bus = await connectBus(address)
  const { finds = 'process', answers } = script
  let isLocked = script.isLocked ?? false
  const calls: string[] = []

  const find = (call: BusMessage, by: LogindScript['finds'], path: string) => {
    if (finds === by) return bus.reply(call, 'o', [path])
    return bus.refuse(call, `${service}.NoSuchSession`, 'no such session')
  }
  const answer = (call: BusMessage) => {
    const property = String(call.body[1])
    calls.push(call.member === 'Get' ? property : call.member)
    switch (call.member) {
      case 'GetSessionByPID':
        return find(call, 'process', sessionPath)
      case 'GetSession':
        return find(call, 'name', sessionPath)
      case 'GetUser':
        return find(call, 'user', userPath)
      case 'Get':
        if (property === 'Display') return bus.reply(call, 'v', [['(so)', ['1', sessionPath]]])
        if (property !== 'LockedHint' || call.path !== sessionPath) break
        if (answers === 'nothing') return
        return bus.reply(call, 'v', [answers === 'nonsense' ? ['s', 'perhaps'] : ['b', isLocked]])
    }
    bus.refuse(call, 'org.freedesktop.DBus.Error.UnknownMethod', call.member)
  }
  bus.serve(answer)
  await bus.own(service)

  return {
    setLocked: (locked) => {
      isLocked = locked
      const properties = { path: sessionPath, interface: 'org.freedesktop.DBus.Properties' }
      const changed = [['LockedHint', ['b', locked]]]
      bus.emit(properties, 'PropertiesChanged', 'sa{sv}as', [sessionInterface, changed, []])
    },
    ask: (signal) => {
      bus.emit({ path: sessionPath, interface: sessionInterface }, signal, '', [])
    },
    setHint: (locked) => {
      isLocked = locked
    },
    calls,
    stop: bus.close,
  }
}

/** A stand-in for a screen saver of the session. */
export async function startScreenSaver(address: string, name: string, path: string, isActive = false) {
  const bus = await connectBus(address)
  let active = isActive
  bus.serve((call) => {
    if (call.member === 'GetActive' && call.path === path) return bus.reply(call, 'b', [active])
    bus.refuse(call, 'org.freedesktop.DBus.Error.UnknownMethod', call.member)
  })
  await bus.own(name)
  return {
    setActive: (now: boolean) => {
      active = now
      bus.emit({ path, interface: name }, 'ActiveChanged', 'b', [now])
    },
    stop: bus.close,
  }
}
