import type { Duplex } from 'node:stream'
import handshake from '@homebridge/dbus-native/lib/handshake.js'
import { type Message, marshall, unmarshalMessages } from '@homebridge/dbus-native/lib/message.js'
import { textForSystem } from '../../model/text.ts'
import { unwrapBody } from './unwrap-variants.ts'

/** The interface of an object on the bus, for its methods, signals and properties. */
export interface BusTarget {
  readonly service: string
  readonly path: string
  readonly interface: string
}

type MessageFields = 'serial' | 'sender' | 'destination' | 'path' | 'interface' | 'member' | 'errorName'

/** A message with plain data (see `unwrapBody`). A field that the message does not have is empty. */
export interface BusMessage extends Readonly<Required<Pick<Message, MessageFields>>> {
  readonly kind: 'call' | 'reply' | 'error' | 'signal'
  /** The serial of the call that this answers. */
  readonly replySerial: number | undefined
  readonly body: readonly unknown[]
}

export type BusResult =
  | { readonly kind: 'answered'; readonly sender: string; readonly body: readonly unknown[] }
  /** A program, or the bus itself, answered with an error. */
  | { readonly kind: 'refused'; readonly errorName: string; readonly reason: string }
  /** There was no answer in time, or no bus, or the connection has ended. */
  | {
      readonly kind: 'failed'
      readonly reason: string
      /** False: the call was surely not received by anybody. */
      readonly wasSent: boolean
    }

/** The errors with which the bus itself answers in place of a program. */
const errorsOfBus = {
  /** Nobody owns the name, and the bus could not start a program for it. */
  missing: ['ServiceUnknown', 'NameHasNoOwner', 'Spawn.ExecFailed', 'Spawn.ChildExited'],
  /** The program has ended, or hangs; it may have done what it was asked. */
  lost: ['NoReply', 'Disconnected', 'Timeout', 'TimedOut'],
} as const

/** Null: the program answered by itself, or there was no answer at all. */
export function causeOfBus(result: BusResult): keyof typeof errorsOfBus | null {
  if (result.kind !== 'refused') return null
  const has = (names: readonly string[]) =>
    names.some((name) => result.errorName === `org.freedesktop.DBus.Error.${name}`)
  if (has(errorsOfBus.missing)) return 'missing'
  return has(errorsOfBus.lost) ? 'lost' : null
}

export interface BusCall {
  /** The D-Bus types of `args`; absent when there are none. */
  readonly signature?: string
  readonly args?: readonly unknown[]
  readonly timeoutMs?: number
}

export type BusConnection = ReturnType<typeof openBusConnection>

export interface BusHandlers {
  /** Called for every message, answers to our own calls included. */
  readonly onMessage?: (message: BusMessage) => void
  /** The connection has ended, but not by `close`. */
  readonly onEnd?: (reason: string) => void
}

/** Where a message has its serial, a number of four bytes. */
const serialOffset = 8
/** There are a dozen different calls without arguments. */
const maxFrames = 50

export const messageTypes = { call: 1, reply: 2, error: 3, signal: 4 } as const

/** The object by which the bus itself is called. */
export const messageBus: BusTarget = {
  service: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}

const defaultTimeoutMs = 10_000

type CallMessage = Required<
  Pick<Message, 'type' | 'serial' | 'destination' | 'path' | 'interface' | 'member'>
>

type State =
  /** What is sent before the handshake is done waits in the queue. */
  | { readonly kind: 'connecting'; readonly queue: Buffer[] }
  | { readonly kind: 'open' }
  | { readonly kind: 'ended'; readonly reason: string }

/**
 * Opens a connection to a message bus. Calls can be made at once; they are sent when the connection is open. Nothing
 * throws and nothing rejects.
 *
 * Only the wire format of the library is used: its own bus object answers incoming calls, and reads whole interfaces, for
 * which it brings an XML parser.
 */
export function openBusConnection(stream: Duplex, { onMessage, onEnd }: BusHandlers = {}) {
  const pendingCalls = new Map<number, (result: BusResult) => void>()
  let state: State = { kind: 'connecting', queue: [] }
  let nextSerial = 1
  const frameOf = createFrames()

  const end = (reason: string): boolean => {
    if (state.kind === 'ended') return false
    const wasSent = state.kind === 'open'
    state = { kind: 'ended', reason }
    stream.destroy()
    for (const finish of [...pendingCalls.values()]) finish({ kind: 'failed', reason, wasSent })
    return true
  }
  const handleLoss = (reason: string) => {
    if (end(reason)) onEnd?.(reason)
  }
  const write = (frame: Buffer) => {
    if (state.kind === 'connecting') state.queue.push(frame)
    if (state.kind === 'open') stream.write(frame)
  }
  const handleMessage = (raw: Message) => {
    const message = readMessage(raw)
    const { kind, replySerial, sender, errorName, body } = message
    const finish = replySerial === undefined ? undefined : pendingCalls.get(replySerial)
    if (kind === 'reply') finish?.({ kind: 'answered', sender, body })
    if (kind === 'error') finish?.({ kind: 'refused', errorName, reason: body.join(' ') })
    onMessage?.(message)
  }

  stream.on('error', (error) => handleLoss(`the message bus could not be reached: ${error.message}`))
  stream.on('end', () => handleLoss('the message bus went away'))
  stream.on('close', () => handleLoss('the message bus went away'))
  handshake(stream, { authMethods: ['EXTERNAL'] }, (error) => {
    if (error !== null) return handleLoss(`the message bus refused the connection: ${error.message}`)
    unmarshalMessages(stream, handleMessage)
    if (state.kind !== 'connecting') return
    for (const frame of state.queue) stream.write(frame)
    state = { kind: 'open' }
  })

  /** Marshals a call, which the returned function sends. */
  const prepareCall = (
    target: BusTarget,
    member: string,
    { signature, args = [], timeoutMs = defaultTimeoutMs }: BusCall = {},
  ): (() => Promise<BusResult>) => {
    const { service: destination, path, interface: name } = target
    const serial = nextSerial++
    const message = { type: messageTypes.call, serial, destination, path, interface: name, member }
    let frame: Buffer
    try {
      frame =
        signature === undefined
          ? frameOf(message)
          : marshall({ ...message, signature, body: args.map(withValidText) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return () => Promise.resolve({ kind: 'failed', reason, wasSent: false })
    }
    return () =>
      new Promise((resolve) => {
        if (state.kind === 'ended') return resolve({ kind: 'failed', reason: state.reason, wasSent: false })
        const finish = (result: BusResult) => {
          clearTimeout(timeout)
          pendingCalls.delete(serial)
          resolve(result)
        }
        const lateReason = `${destination} did not answer within ${timeoutMs / 1_000} s`
        const timeout = setTimeout(
          () => finish({ kind: 'failed', reason: lateReason, wasSent: true }),
          timeoutMs,
        )
        pendingCalls.set(serial, finish)
        write(frame)
      })
  }

  const call = (target: BusTarget, member: string, options?: BusCall): Promise<BusResult> =>
    prepareCall(target, member, options)()

  void call(messageBus, 'Hello').then((result) => {
    if (result.kind !== 'answered') handleLoss(result.reason)
  })
  return {
    call,
    prepareCall,
    /** Sends a message other than a call; it gets a serial. Variants are written as `[signature, value]`. */
    send: (message: Omit<Message, 'serial'>): void => {
      if (state.kind === 'ended') return
      const body = message.body === undefined ? {} : { body: message.body.map(withValidText) }
      write(marshall({ ...message, ...body, serial: nextSerial++ }))
    },
    close: (): void => void end('the connection to the message bus was closed'),
  }
}

/** Returns a function that marshals calls without arguments: of the same call only the serial is another one each time. */
function createFrames(): (call: CallMessage) => Buffer {
  const frames = new Map<string, Buffer>()
  return (call) => {
    const { destination, path, member } = call
    const name = [destination, path, call.interface, member].join(' ')
    const known = frames.get(name)
    if (known === undefined) {
      const frame = marshall(call)
      if (frames.size < maxFrames) frames.set(name, frame)
      return frame
    }
    const frame = Buffer.from(known)
    frame.writeUInt32LE(call.serial, serialOffset)
    return frame
  }
}

function readMessage({ type, signature, body, ...fields }: Message): BusMessage {
  const absent = { replySerial: undefined, sender: '', destination: '', path: '', member: '', errorName: '' }
  return { ...absent, interface: '', ...fields, kind: kindOf(type), body: unwrapBody(signature, body) }
}

/** The same data with every text valid: the bus ends the connection of a program that sends anything else. */
function withValidText(value: unknown): unknown {
  if (typeof value === 'string') return textForSystem(value)
  return Array.isArray(value) ? value.map(withValidText) : value
}

function kindOf(type: number): BusMessage['kind'] {
  const kinds = ['call', 'reply', 'error', 'signal'] as const
  return kinds.find((kind) => messageTypes[kind] === type) ?? 'signal'
}
