import type { Duplex } from 'node:stream'
import handshake from '@homebridge/dbus-native/lib/handshake.js'
import { type Message, marshall, unmarshalMessages } from '@homebridge/dbus-native/lib/message.js'
import { unwrapBody } from './unwrap-variants.ts'

/** Where a method or a signal lives. */
export interface BusTarget {
  readonly service: string
  readonly path: string
  readonly interface: string
}

export interface BusMessage {
  readonly kind: 'call' | 'reply' | 'error' | 'signal'
  readonly serial: number
  readonly replySerial: number | undefined
  /** The unique name of the connection that sent it, `:1.42`. */
  readonly sender: string
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  /** Of an error only, `org.freedesktop.DBus.Error.ServiceUnknown`. */
  readonly errorName: string
  /** Plain data; see `plainBody`. */
  readonly body: readonly unknown[]
}

export type BusResult =
  | { readonly kind: 'answered'; readonly sender: string; readonly body: readonly unknown[] }
  /** Somebody, or the bus itself, answered with an error. */
  | { readonly kind: 'refused'; readonly errorName: string; readonly reason: string }
  /** Nobody answered in time, or there is no bus (any more). */
  | { readonly kind: 'failed'; readonly reason: string }

export interface BusCall {
  /** Of `args`; absent: there are none. */
  readonly signature?: string
  readonly args?: readonly unknown[]
  readonly timeoutMs?: number
}

export interface BusConnection {
  readonly call: (target: BusTarget, member: string, call?: BusCall) => Promise<BusResult>
  /** Sends anything else than a call, with a serial of ours; variants as `[signature, value]`. */
  readonly send: (message: Omit<Message, 'serial'>) => void
  readonly close: () => void
}

export interface BusHandlers {
  /** Everything that arrives, answers to our own calls too. */
  readonly onMessage?: (message: BusMessage) => void
  /** The connection has ended, and not by `close`. */
  readonly onEnd?: (reason: string) => void
}

export const messageTypes = { call: 1, reply: 2, error: 3, signal: 4 } as const

export const busItself: BusTarget = {
  service: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
}

const answerWithinMs = 10_000

/**
 * Joins a message bus; what is asked before that has come about waits for it. Nothing throws and nothing rejects.
 *
 * Only a thin layer over the wire format of the library: its own bus object answers for us, reads whole interfaces
 * and brings an XML parser for that.
 */
export function joinBus(stream: Duplex, { onMessage, onEnd }: BusHandlers = {}): BusConnection {
  const waiting = new Map<number, (answer: BusResult) => void>()
  /** What is to be sent once we are let in; null: we are. */
  let queue: Buffer[] | null = []
  let endedBecause: string | null = null
  let nextSerial = 1

  const end = (reason: string): boolean => {
    if (endedBecause !== null) return false
    endedBecause = reason
    stream.destroy()
    for (const answer of [...waiting.values()]) answer({ kind: 'failed', reason })
    return true
  }
  const lose = (reason: string) => {
    if (end(reason)) onEnd?.(reason)
  }
  const write = (frame: Buffer) => {
    if (queue === null) stream.write(frame)
    else queue.push(frame)
  }
  const hear = (raw: Message) => {
    const message = readMessage(raw)
    const { kind, replySerial, sender, errorName, body } = message
    const answer = replySerial === undefined ? undefined : waiting.get(replySerial)
    if (kind === 'reply') answer?.({ kind: 'answered', sender, body })
    if (kind === 'error') answer?.({ kind: 'refused', errorName, reason: body.join(' ') })
    onMessage?.(message)
  }

  stream.on('error', (error) => lose(`the message bus could not be reached: ${error.message}`))
  stream.on('end', () => lose('the message bus went away'))
  stream.on('close', () => lose('the message bus went away'))
  handshake(stream, { authMethods: ['EXTERNAL'] }, (error) => {
    if (error !== null) return lose(`the message bus did not let us in: ${error.message}`)
    unmarshalMessages(stream, hear)
    for (const frame of queue ?? []) stream.write(frame)
    queue = null
  })

  const call: BusConnection['call'] = (target, member, { signature, args = [], timeoutMs } = {}) => {
    const { service: destination, path, interface: name } = target
    const within = timeoutMs ?? answerWithinMs
    return new Promise((resolve) => {
      if (endedBecause !== null) return resolve({ kind: 'failed', reason: endedBecause })
      const serial = nextSerial++
      const answer = (given: BusResult) => {
        clearTimeout(timeout)
        waiting.delete(serial)
        resolve(given)
      }
      const timeout = setTimeout(
        () => answer({ kind: 'failed', reason: `${destination} did not answer within ${within / 1_000} s` }),
        within,
      )
      waiting.set(serial, answer)
      const body = signature === undefined ? {} : { signature, body: args }
      const type = messageTypes.call
      try {
        write(marshall({ type, serial, destination, path, interface: name, member, ...body }))
      } catch (error) {
        answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
      }
    })
  }

  void call(busItself, 'Hello').then((answer) => {
    if (answer.kind !== 'answered') lose(answer.reason)
  })
  return {
    call,
    send: (message) => {
      if (endedBecause === null) write(marshall({ ...message, serial: nextSerial++ }))
    },
    close: () => void end('the connection to the message bus was closed'),
  }
}

function readMessage(message: Message): BusMessage {
  const { serial, replySerial, sender = '', destination = '', path = '', member = '' } = message
  return {
    kind: kindOf(message.type),
    serial,
    replySerial,
    sender,
    destination,
    path,
    interface: message.interface ?? '',
    member,
    errorName: message.errorName ?? '',
    body: unwrapBody(message.signature, message.body),
  }
}

function kindOf(type: number): BusMessage['kind'] {
  switch (type) {
    case messageTypes.call:
      return 'call'
    case messageTypes.reply:
      return 'reply'
    case messageTypes.error:
      return 'error'
    default:
      return 'signal'
  }
}
