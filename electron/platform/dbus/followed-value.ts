import { z } from 'zod'
import { type BusResult, type BusTarget, causeOfBus } from './bus-connection.ts'
import type { SessionBus } from './session-bus.ts'

/** A value of a program on the bus that is read once, and then known from the signals of its changes. */
export interface FollowedValue {
  /** The value; null: the program has none, or did not answer. It waits for the program only while nothing is known. */
  readonly current: () => Promise<unknown>
}

interface FollowedValueOptions {
  /** The program, and the object and interface that the signals come from. */
  readonly from: BusTarget
  readonly read: () => Promise<BusResult>
  /** What a signal says: the new value, or undefined when it is about something else. */
  readonly changed: (member: string, body: readonly unknown[]) => unknown
}

type State = { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly value: unknown }

const changedSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())]).rest(z.unknown())

/** A property, followed by the signal that the D-Bus specification has for it. */
export function followProperty(
  bus: SessionBus,
  target: BusTarget,
  name: string,
  timeoutMs: number,
): FollowedValue {
  const properties = { ...target, interface: 'org.freedesktop.DBus.Properties' }
  const args = [target.interface, name]
  return followValue(bus, {
    from: properties,
    read: () => bus.call(properties, 'Get', { signature: 'ss', args, timeoutMs }),
    changed: (member, body) => {
      const [of, values] = (member === 'PropertiesChanged' && changedSchema.safeParse(body).data) || []
      return of === target.interface ? values?.[name] : undefined
    },
  })
}

/**
 * Costs nothing before the first use. A value that is there is read again at each use, without waiting: a program that
 * sends no signal is understood late, but not for ever in the wrong way.
 */
export function followValue(bus: SessionBus, { from, read, changed }: FollowedValueOptions): FollowedValue {
  let state: State = { kind: 'unknown' }
  /** Increments with every signal, which is newer than an answer that is under way. */
  let generation = 0
  let isFollowed = false

  const set = (next: State) => {
    generation += 1
    state = next
  }
  const follow = () => {
    isFollowed = true
    bus.watchOwner(from.service, () => set({ kind: 'unknown' }))
    bus.watchDisconnect(() => set({ kind: 'unknown' }))
    bus.watchSignals(from, ({ member, body }) => {
      const value = changed(member, body)
      if (value !== undefined) set({ kind: 'known', value })
    })
  }
  const ask = async (): Promise<unknown> => {
    if (!isFollowed) follow()
    const asked = ++generation
    const result = await read()
    const value = result.kind === 'answered' ? (result.body[0] ?? null) : null
    // One that does not know the property will not learn it. A program that is not there, or hangs, may be asked again.
    const isAnswer = result.kind !== 'failed' && causeOfBus(result) === null
    if (asked === generation) state = isAnswer ? { kind: 'known', value } : { kind: 'unknown' }
    return state.kind === 'known' ? state.value : value
  }
  return {
    current: () => {
      if (state.kind === 'unknown') return ask()
      if (state.value !== null) void ask()
      return Promise.resolve(state.value)
    },
  }
}
