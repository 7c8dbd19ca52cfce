import { openBusSocket } from '../../../electron/platform/dbus/bus-address.ts'
import {
  type BusMessage,
  type BusTarget,
  messageBus,
  messageTypes,
  openBusConnection,
} from '../../../electron/platform/dbus/bus-connection.ts'

export type { BusMessage, BusTarget } from '../../../electron/platform/dbus/bus-connection.ts'

export interface BusClient {
  /** Calls a method; rejects with the D-Bus error, or after 10 s. `signature` is that of `args`. */
  call(
    target: BusTarget,
    member: string,
    signature?: string,
    args?: readonly unknown[],
  ): Promise<readonly unknown[]>
  /** Reads one property, or all of them as an object. */
  property(target: BusTarget, name: string): Promise<unknown>
  properties(target: BusTarget): Promise<Readonly<Record<string, unknown>>>
  /** Whether the well-known name has an owner. */
  owned(name: string): Promise<boolean>
  emit(from: Omit<BusTarget, 'service'>, member: string, signature: string, args: readonly unknown[]): void
  /** Takes over a well-known name from its current owner, if it has one. */
  own(name: string): Promise<void>
  /** Called with every method call to this client from now on; each needs a reply. */
  serve(onCall: (call: BusMessage) => void): void
  reply(call: BusMessage, signature: string, args: readonly unknown[]): void
  refuse(call: BusMessage, errorName: string, reason: string): void
  /** Called with every signal that matches the rule (D-Bus specification, "Match Rules") from now on. */
  listen(rule: string, onSignal: (signal: BusMessage) => void): Promise<void>
  /** Receives every message on the bus from now on; after that this client can't send. */
  monitor(onMessage: (message: BusMessage) => void): Promise<void>
  close(): void
}

/** Connects to a message bus as the product does, but throws when something fails. */
export async function connectBus(address: string): Promise<BusClient> {
  const socket = openBusSocket(address)
  if (socket === null) throw new Error(`Not an address of a bus: ${address}`)
  let handler: ((message: BusMessage) => void) | undefined
  let signalHandler: ((signal: BusMessage) => void) | undefined
  const connection = openBusConnection(socket, {
    onMessage: (message) => {
      handler?.(message)
      if (message.kind === 'signal') signalHandler?.(message)
    },
  })

  const call: BusClient['call'] = async (target, member, signature, args = []) => {
    const answer = await connection.call(target, member, signature === undefined ? {} : { signature, args })
    if (answer.kind === 'answered') return answer.body
    throw new Error(answer.kind === 'refused' ? `${answer.errorName}: ${answer.reason}` : answer.reason)
  }
  const properties = (target: BusTarget) => ({ ...target, interface: 'org.freedesktop.DBus.Properties' })

  await call(messageBus, 'GetId')
  return {
    call,
    property: async (target, name) =>
      (await call(properties(target), 'Get', 'ss', [target.interface, name]))[0],
    properties: async (target) => {
      const [all] = await call(properties(target), 'GetAll', 's', [target.interface])
      return all as Readonly<Record<string, unknown>>
    },
    owned: async (name) => (await call(messageBus, 'NameHasOwner', 's', [name]))[0] === true,
    emit: (from, member, signature, body) =>
      connection.send({ type: messageTypes.signal, ...from, member, signature, body }),
    own: async (name) => {
      const allowAndReplace = 1 | 2
      await call(messageBus, 'RequestName', 'su', [name, allowAndReplace])
    },
    serve: (onCall) => {
      handler = (message) => {
        if (message.kind === 'call') onCall(message)
      }
    },
    reply: ({ sender, serial }, signature, body) =>
      connection.send({
        type: messageTypes.reply,
        destination: sender,
        replySerial: serial,
        ...(signature === '' ? {} : { signature, body }),
      }),
    refuse: ({ sender, serial }, errorName, reason) =>
      connection.send({
        type: messageTypes.error,
        destination: sender,
        replySerial: serial,
        errorName,
        signature: 's',
        body: [reason],
      }),
    listen: async (rule, onSignal) => {
      signalHandler = onSignal
      await call(messageBus, 'AddMatch', 's', [rule])
    },
    monitor: async (onMessage) => {
      const monitoring = { ...messageBus, interface: 'org.freedesktop.DBus.Monitoring' }
      await call(monitoring, 'BecomeMonitor', 'asu', [[], 0])
      handler = onMessage
    },
    close: connection.close,
  }
}
