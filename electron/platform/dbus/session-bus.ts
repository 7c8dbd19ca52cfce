import { createEventHub } from '../../model/event-hub.ts'
import { openBusSocket, sessionBusAddress, systemBusAddress } from './bus-address.ts'
import {
  type BusCall,
  type BusConnection,
  type BusMessage,
  type BusResult,
  type BusTarget,
  messageBus,
  messageTypes,
  openBusConnection,
} from './bus-connection.ts'

/** The D-Bus session bus, by which the programs of a Linux desktop call each other. Nothing here throws or rejects. */
export type SessionBus = ReturnType<typeof createBus>

/** An object of our own. */
type BusObject = Omit<BusTarget, 'service'>

type BusBody = Required<Pick<BusCall, 'signature' | 'args'>>

interface SignalListener {
  readonly from: BusTarget
  /** Only signals whose first argument is this text; null: all of them. */
  readonly argument: string | null
  readonly listener: (signal: BusMessage) => void
}

type Environment = Readonly<Record<string, string | undefined>>

/** Connects at the first call and, after the bus went away, again at the next one. */
export function createSessionBus(env: Environment): SessionBus {
  return createBus(() => sessionBusAddress(env), 'there is no session bus')
}

/** The same for the bus of the system, by which its services can be called. */
export type SystemBus = SessionBus

export function createSystemBus(env: Environment): SystemBus {
  return createBus(() => systemBusAddress(env), 'there is no system bus')
}

function createBus(findAddress: () => string | null, missing: string) {
  let connection: BusConnection | null = null
  const signalListeners = new Set<SignalListener>()
  const answerers = new Set<{ readonly to: BusObject; readonly answer: (member: string) => BusBody | null }>()
  const events = createEventHub<{ readonly disconnect: undefined }>()

  const answerCall = (call: BusMessage) => {
    // A caller may leave the interface out.
    const answerer = [...answerers].find(
      ({ to }) => to.path === call.path && (call.interface === '' || call.interface === to.interface),
    )
    if (answerer === undefined) return
    const { sender: destination, serial: replySerial } = call
    const body = answerer.answer(call.member)
    const content =
      body === null
        ? { type: messageTypes.error, errorName: 'org.freedesktop.DBus.Error.UnknownMethod' }
        : { type: messageTypes.reply, signature: body.signature, body: body.args }
    connection?.send({ ...content, destination, replySerial })
  }
  const handleMessage = (message: BusMessage) => {
    if (message.kind === 'call') answerCall(message)
    if (message.kind !== 'signal') return
    for (const { from, argument, listener } of [...signalListeners]) {
      const isWanted = argument === null || message.body[0] === argument
      if (isWanted && message.path === from.path && message.interface === from.interface) listener(message)
    }
  }
  const connect = (): BusConnection | null => {
    if (connection !== null) return connection
    const address = findAddress()
    const socket = address === null ? null : openBusSocket(address)
    if (socket === null) return null
    connection = openBusConnection(socket, {
      onMessage: handleMessage,
      onEnd: () => {
        connection = null
        events.emit('disconnect', undefined)
      },
    })
    for (const subscription of signalListeners) void changeMatch(connection, 'AddMatch', subscription)
    return connection
  }

  const prepareCall = (target: BusTarget, member: string, options?: BusCall): (() => Promise<BusResult>) => {
    const send = connect()?.prepareCall(target, member, options)
    return send ?? (() => Promise.resolve({ kind: 'failed', reason: missing, wasSent: false }))
  }
  const call = (target: BusTarget, member: string, options?: BusCall): Promise<BusResult> =>
    prepareCall(target, member, options)()

  const subscribe = (subscription: SignalListener) => {
    signalListeners.add(subscription)
    if (connection !== null) void changeMatch(connection, 'AddMatch', subscription)
    return () => {
      signalListeners.delete(subscription)
      if (connection !== null) void changeMatch(connection, 'RemoveMatch', subscription)
    }
  }

  return {
    call,
    /** Writes a call, which the returned function sends; on a bus that has gone meanwhile it fails. */
    prepareCall,
    /** Reads a property; null when it could not be read. */
    property: async (target: BusTarget, name: string, timeoutMs: number): Promise<unknown> => {
      const properties = { ...target, interface: 'org.freedesktop.DBus.Properties' }
      const args = [target.interface, name]
      const result = await call(properties, 'Get', { signature: 'ss', args, timeoutMs })
      return result.kind === 'answered' ? result.body[0] : null
    },
    /** Whether a program owns this name; null when that could not be found out. */
    isOwned: async (name: string): Promise<boolean | null> => {
      const result = await call(messageBus, 'NameHasOwner', { signature: 's', args: [name] })
      return result.kind === 'answered' ? result.body[0] === true : null
    },
    /** The unique name of the program that owns this name; null: none does, or that could not be found out. */
    ownerOf: async (name: string): Promise<string | null> => {
      const result = await call(messageBus, 'GetNameOwner', { signature: 's', args: [name] })
      return result.kind === 'answered' ? String(result.body[0]) : null
    },
    /** Sends a signal to all that listen to it. Does nothing without a connection: it does not connect. */
    emit: (from: BusObject, member: string, { signature, args: body }: BusBody): void =>
      connection?.send({ type: messageTypes.signal, ...from, member, signature, body }),
    /**
     * Handles method calls by other programs to this object. `answer` returns the reply, or null when the object has no
     * such method; the caller then gets an error. Returns a function that removes the handler.
     */
    answerCalls: (to: BusObject, answer: (member: string) => BusBody | null): (() => void) => {
      const answerer = { to, answer }
      answerers.add(answerer)
      return () => answerers.delete(answerer)
    },
    /**
     * Calls `listener` for each signal of `from`, on this connection and on later ones. It does not connect: nothing
     * arrives before the first call. Returns an unsubscribe function.
     */
    watchSignals: (from: BusTarget, listener: (signal: BusMessage) => void): (() => void) =>
      subscribe({ from, argument: null, listener }),
    /**
     * Calls `listener` with the unique name of the program that owns this name from now on; empty: none does. Like signals
     * it arrives after the first call only. Returns an unsubscribe function.
     */
    watchOwner: (name: string, listener: (owner: string) => void): (() => void) =>
      subscribe({
        from: messageBus,
        argument: name,
        listener: ({ member, body }) => {
          if (member === 'NameOwnerChanged') listener(String(body[2]))
        },
      }),
    /** Calls `listener` when the bus went away, and all programs on it. Returns an unsubscribe function. */
    watchDisconnect: (listener: () => void): (() => void) => events.on('disconnect', listener),
    close: (): void => {
      connection?.close()
      connection = null
    },
  }
}

/** Adds or removes a match rule: the bus sends a connection only the signals that match one. */
function changeMatch(
  connection: BusConnection,
  member: 'AddMatch' | 'RemoveMatch',
  { from, argument }: SignalListener,
) {
  const filter = argument === null ? '' : `,arg0='${argument}'`
  const rule = `type='signal',sender='${from.service}',path='${from.path}',interface='${from.interface}'${filter}`
  return connection.call(messageBus, member, { signature: 's', args: [rule] })
}
