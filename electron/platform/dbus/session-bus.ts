import { openBusSocket, sessionBusAddress } from './bus-address.ts'
import {
  type BusCall,
  type BusConnection,
  type BusMessage,
  type BusResult,
  type BusTarget,
  busItself,
  joinBus,
} from './bus-connection.ts'

/** The bus on which the programs of a Linux desktop speak with each other. Nothing here throws or rejects. */
export interface SessionBus {
  readonly call: (target: BusTarget, member: string, call?: BusCall) => Promise<BusResult>
  /** The value of a property; null: there is none, or nobody to tell. */
  readonly property: (target: BusTarget, name: string, timeoutMs: number) => Promise<unknown>
  /** Whether somebody goes by this name; null: that could not be found out. */
  readonly isOwned: (name: string) => Promise<boolean | null>
  /**
   * Calls back for each signal from there, once a call has connected us, and on every later connection too; returns
   * what stops it.
   */
  readonly onSignal: (from: BusTarget, listener: (signal: BusMessage) => void) => () => void
  /** Calls back when the bus went away: whoever was known there is gone. Returns what stops it. */
  readonly onLost: (listener: () => void) => () => void
  readonly close: () => void
}

/** Connects at the first call; after the bus went away, anew at the next. */
export function createSessionBus(env: Readonly<Record<string, string | undefined>>): SessionBus {
  let connection: BusConnection | null = null
  const listeners = new Set<{ readonly from: BusTarget; readonly listener: (signal: BusMessage) => void }>()
  const lostListeners = new Set<() => void>()

  const hear = (message: BusMessage) => {
    if (message.kind !== 'signal') return
    for (const { from, listener } of [...listeners]) {
      if (message.path === from.path && message.interface === from.interface) listener(message)
    }
  }
  const connected = (): BusConnection | null => {
    if (connection !== null) return connection
    const address = sessionBusAddress(env)
    const socket = address === null ? null : openBusSocket(address)
    if (socket === null) return null
    connection = joinBus(socket, {
      onMessage: hear,
      onEnd: () => {
        connection = null
        for (const lost of [...lostListeners]) lost()
      },
    })
    for (const { from } of listeners) void changeMatch(connection, 'AddMatch', from)
    return connection
  }

  const call: SessionBus['call'] = async (target, member, options) =>
    (await connected()?.call(target, member, options)) ?? {
      kind: 'failed',
      reason: 'there is no session bus',
    }

  return {
    call,
    property: async (target, name, timeoutMs) => {
      const properties = { ...target, interface: 'org.freedesktop.DBus.Properties' }
      const question = { signature: 'ss', args: [target.interface, name], timeoutMs }
      const answer = await call(properties, 'Get', question)
      return answer.kind === 'answered' ? answer.body[0] : null
    },
    isOwned: async (name) => {
      const answer = await call(busItself, 'NameHasOwner', { signature: 's', args: [name] })
      return answer.kind === 'answered' ? answer.body[0] === true : null
    },
    onSignal: (from, listener) => {
      const entry = { from, listener }
      listeners.add(entry)
      if (connection !== null) void changeMatch(connection, 'AddMatch', from)
      return () => {
        listeners.delete(entry)
        if (connection !== null) void changeMatch(connection, 'RemoveMatch', from)
      }
    },
    onLost: (listener) => {
      lostListeners.add(listener)
      return () => lostListeners.delete(listener)
    },
    close: () => {
      connection?.close()
      connection = null
    },
  }
}

function changeMatch(connection: BusConnection, member: 'AddMatch' | 'RemoveMatch', from: BusTarget) {
  const rule = `type='signal',sender='${from.service}',path='${from.path}',interface='${from.interface}'`
  return connection.call(busItself, member, { signature: 's', args: [rule] })
}
