import { waitFor } from '../wait-for.ts'
import { type BusMessage, connectBus } from './bus-client.ts'

const name = 'org.freedesktop.Notifications'
const place = { path: '/org/freedesktop/Notifications', interface: name }

/** One `Notify`, as it was received. */
export interface Notified {
  readonly replacesId: number
  readonly summary: string
  readonly body: string
  readonly actions: readonly string[]
  readonly hints: Readonly<Record<string, unknown>>
  readonly timeoutMs: number
  readonly id: number
}

type Method = 'Get' | 'GetCapabilities' | 'Notify'

export interface ServerScript {
  readonly capabilities?: readonly string[]
  /** Its name, vendor, version and that of the specification; it does not say when undefined. */
  readonly information?: readonly [string, string, string, string]
  /** Properties by their name; of all others it knows nothing. */
  readonly properties?: Readonly<Record<string, boolean>>
  /** It is dunst: the numbers of the notifications that it has closed, and how many are on its screen. */
  readonly dunst?: { readonly closed: readonly number[]; readonly displayed: number }
  /** Answers nothing to this method. */
  readonly hangsAt?: Method
  /** Takes so long for everything that it is asked but `Notify`; default: it answers at once. */
  readonly answersAfterMs?: number
  /** Answers `Notify` with this error. */
  readonly refusal?: string
  /** Presses this button before it answers `Notify`. */
  readonly pressesEarly?: string
}

/** A notification server that a test controls, and that draws nothing. */
export interface NotificationServer {
  readonly notified: readonly Notified[]
  /** When it came, in milliseconds of this process's `performance.now()`. */
  readonly receivedAt: (notified: Notified) => number
  /** The ids of the notifications that it was asked to close. */
  readonly takenBack: readonly number[]
  /** The first `Notify`, waiting for it to come. */
  readonly received: () => Promise<Notified>
  readonly press: (id: number, key: string) => void
  /** Default: the user has dismissed it (desktop notifications specification, "NotificationClosed"). */
  readonly close: (id: number, reason?: number) => void
  /** Sets properties of an interface, and tells everybody. */
  readonly change: (of: string, values: Readonly<Record<string, boolean>>) => void
  /** The properties that it was asked for. */
  readonly reads: readonly string[]
  /** Answers nothing to this method from now on. */
  readonly hangAt: (method: Method) => void
  /** How many calls wait for an answer. */
  readonly waiting: () => number
  /** Answers the calls that it has delayed. */
  readonly wakeUp: () => void
  readonly stop: () => void
}

/** Replaces the current notification server. */
export async function startNotificationServer(
  address: string,
  script: ServerScript = {},
): Promise<NotificationServer> {
  const bus = await connectBus(address)
  const notified: Notified[] = []
  const times = new Map<Notified, number>()
  const takenBack: number[] = []
  const kept: (() => void)[] = []
  const properties = { ...script.properties }
  const reads: string[] = []
  let { hangsAt } = script
  let nextId = 1

  const emit = (member: string, signature: string, args: readonly unknown[]) =>
    bus.emit(place, member, signature, args)

  const notify = (call: BusMessage) => {
    const now = performance.now()
    const [, replacesId, , summary, body, actions, hints, timeoutMs] = call.body
    const id = Number(replacesId) || nextId++
    const received: Notified = {
      replacesId: Number(replacesId),
      summary: String(summary),
      body: String(body),
      actions: actions as readonly string[],
      hints: hints as Readonly<Record<string, unknown>>,
      timeoutMs: Number(timeoutMs),
      id,
    }
    notified.push(received)
    times.set(received, now)
    if (script.refusal !== undefined) return bus.refuse(call, `${name}.Error`, script.refusal)
    if (script.pressesEarly !== undefined) emit('ActionInvoked', 'us', [id, script.pressesEarly])
    bus.reply(call, 'u', [id])
  }
  const answer = (call: BusMessage) => {
    switch (call.member) {
      case 'GetCapabilities':
        return bus.reply(call, 'as', [script.capabilities ?? []])
      case 'GetServerInformation':
        if (script.information === undefined) break
        return bus.reply(call, 'ssss', script.information)
      case 'Notify':
        return notify(call)
      case 'CloseNotification':
        takenBack.push(Number(call.body[0]))
        return bus.reply(call, '', [])
      case 'NotificationListHistory':
        if (script.dunst === undefined) return bus.refuse(call, `${name}.Error`, 'no such method')
        return bus.reply(call, 'aa{sv}', [script.dunst.closed.map((id) => [['id', ['i', id]]])])
      case 'Get': {
        if (script.dunst !== undefined && String(call.body[1]).endsWith('Length')) {
          const count = call.body[1] === 'displayedLength' ? script.dunst.displayed : 0
          return bus.reply(call, 'v', [['u', count]])
        }
        const value = properties[String(call.body[1])]
        if (value === undefined) return bus.refuse(call, `${name}.Error`, 'no such property')
        return bus.reply(call, 'v', [['b', value]])
      }
    }
    return bus.refuse(call, 'org.freedesktop.DBus.Error.UnknownMethod', call.member)
  }
  bus.serve((call) => {
    if (call.member === 'Get') reads.push(String(call.body[1]))
    const { answersAfterMs = 0 } = script
    if (call.member === hangsAt) kept.push(() => answer(call))
    else if (answersAfterMs > 0 && call.member !== 'Notify') setTimeout(() => answer(call), answersAfterMs)
    else answer(call)
  })
  await bus.own(name)

  return {
    notified,
    receivedAt: (received) => times.get(received) ?? Number.NaN,
    takenBack,
    received: () => waitFor('a notification', () => notified[0]),
    press: (id, key) => emit('ActionInvoked', 'us', [id, key]),
    close: (id, reason = 2) => emit('NotificationClosed', 'uu', [id, reason]),
    change: (of, values) => {
      Object.assign(properties, values)
      const changed = Object.entries(values).map(([property, value]) => [property, ['b', value]])
      const from = { ...place, interface: 'org.freedesktop.DBus.Properties' }
      bus.emit(from, 'PropertiesChanged', 'sa{sv}as', [of, changed, []])
    },
    reads,
    hangAt: (method) => {
      hangsAt = method
    },
    waiting: () => kept.length,
    wakeUp: () => {
      for (const late of kept.splice(0)) late()
    },
    stop: bus.close,
  }
}
