import { createConnection } from '@homebridge/dbus-native'
import { plainBody } from './plain-value.ts'

const methodCall = 1
const methodReturn = 2
const errorReply = 3
const signal = 4

/** Where a method lives. */
export interface BusTarget {
  readonly service: string
  readonly path: string
  readonly interface: string
}

/** A message another client sent, with its body as plain data. */
export interface BusMessage {
  readonly kind: 'call' | 'reply' | 'error' | 'signal'
  readonly serial: number
  readonly replySerial: number | undefined
  readonly sender: string
  readonly destination: string
  readonly interface: string
  readonly member: string
  readonly body: readonly unknown[]
}

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
  /** Whether somebody owns the well-known name. */
  owned(name: string): Promise<boolean>
  emit(from: Omit<BusTarget, 'service'>, member: string, signature: string, args: readonly unknown[]): void
  /** From here on every message on the bus comes here, and nothing may be sent any more. */
  monitor(onMessage: (message: BusMessage) => void): Promise<void>
  close(): void
}

const bus: BusTarget = {
  service: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}

/** Joins a message bus. Only a thin layer: the library's own bus object would answer what a monitor overhears. */
export async function connectBus(address: string): Promise<BusClient> {
  const connection = createConnection({ busAddress: address })
  const waiting = new Map<number, { resolve(body: readonly unknown[]): void; reject(error: Error): void }>()
  let nextSerial = 1
  let onOverheard: ((message: BusMessage) => void) | undefined

  connection.on('error', (error: Error) => failAll(error))
  connection.on('end', () => failAll(new Error('The bus closed the connection')))
  connection.on('message', (message: Parameters<typeof connection.message>[0]) => {
    const body = plainBody(message.signature, message.body)
    const asked = message.replySerial === undefined ? undefined : waiting.get(message.replySerial)
    if (onOverheard === undefined && asked !== undefined && message.type === methodReturn) asked.resolve(body)
    if (onOverheard === undefined && asked !== undefined && message.type === errorReply) {
      asked.reject(new Error(`${message.errorName}: ${body.join(' ')}`))
    }
    onOverheard?.({
      kind: kindOf(message.type),
      serial: message.serial,
      replySerial: message.replySerial,
      sender: message.sender ?? '',
      destination: message.destination ?? '',
      interface: message.interface ?? '',
      member: message.member ?? '',
      body,
    })
  })

  function failAll(error: Error): void {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const call: BusClient['call'] = (target, member, signature, args) => {
    const serial = nextSerial++
    const done = new Promise<readonly unknown[]>((resolve, reject) =>
      waiting.set(serial, { resolve, reject }),
    )
    const { service: destination, path, interface: name } = target
    connection.message({
      type: methodCall,
      serial,
      destination,
      path,
      interface: name,
      member,
      ...(signature === undefined ? {} : { signature, body: args ?? [] }),
    })
    const timeout = setTimeout(() => {
      waiting.get(serial)?.reject(new Error(`${target.service} did not answer ${name}.${member} within 10 s`))
    }, 10_000)
    return done.finally(() => {
      clearTimeout(timeout)
      waiting.delete(serial)
    })
  }

  await call(bus, 'Hello')
  return {
    call,
    property: async (target, name) => {
      const properties = { ...target, interface: 'org.freedesktop.DBus.Properties' }
      return (await call(properties, 'Get', 'ss', [target.interface, name]))[0]
    },
    properties: async (target) => {
      const properties = { ...target, interface: 'org.freedesktop.DBus.Properties' }
      const [all] = await call(properties, 'GetAll', 's', [target.interface])
      return all as Readonly<Record<string, unknown>>
    },
    owned: async (name) => (await call(bus, 'NameHasOwner', 's', [name]))[0] === true,
    emit: (from, member, signature, body) => {
      connection.message({ type: signal, serial: nextSerial++, ...from, member, signature, body })
    },
    monitor: async (onMessage) => {
      await call({ ...bus, interface: 'org.freedesktop.DBus.Monitoring' }, 'BecomeMonitor', 'asu', [[], 0])
      onOverheard = onMessage
    },
    close: () => connection.end(),
  }
}

function kindOf(type: number): BusMessage['kind'] {
  if (type === methodCall) return 'call'
  if (type === methodReturn) return 'reply'
  return type === errorReply ? 'error' : 'signal'
}
