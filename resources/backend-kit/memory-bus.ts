import type { Bus, LoggedEvent } from './bus.ts'

export interface MemoryBusOptions {
  /** How many events a channel's log holds for replay; the oldest are dropped first. Default 1,000. */
  readonly maxEvents?: number
  /** How many channels have a log; those that published least recently lose theirs first. Default 10,000. */
  readonly maxChannels?: number
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

interface Log {
  /** Oldest first. */
  readonly events: LoggedEvent[]
  /** The log has every event of its channel after this id. */
  completeAfter: number
}

/** A bus in the memory of this process. What is published is lost when the process ends. */
export function createMemoryBus(options: MemoryBusOptions = {}): Bus {
  const { maxEvents = 1_000, maxChannels = 10_000, now = Date.now } = options
  // In the order of their last publishing.
  const logs = new Map<string, Log>()
  const listeners = new Map<string, Set<(event: LoggedEvent) => void>>()

  // Ids count up over all channels, from the time of day: after a restart an id of the process before is older than
  // all that is in the log, so the client learns that events may be missing.
  let newest = now()
  let droppedChannelsUpTo = newest

  function logFor(channel: string): Log {
    const log = logs.get(channel) ?? { events: [], completeAfter: droppedChannelsUpTo }
    logs.delete(channel)
    logs.set(channel, log)
    for (const [oldest, dropped] of logs) {
      if (logs.size <= maxChannels) break
      logs.delete(oldest)
      droppedChannelsUpTo = Math.max(droppedChannelsUpTo, Number(dropped.events.at(-1)?.id ?? 0))
    }
    return log
  }

  function append(channel: string, event: LoggedEvent): void {
    const log = logFor(channel)
    log.events.push(event)
    if (log.events.length <= maxEvents) return
    const dropped = log.events.shift()
    if (dropped !== undefined) log.completeAfter = Number(dropped.id)
  }

  function replay(channel: string, afterId: string): { isComplete: boolean; events: readonly LoggedEvent[] } {
    const { events, completeAfter } = logs.get(channel) ?? { events: [], completeAfter: droppedChannelsUpTo }
    const after = /^\d{1,15}$/.test(afterId) ? Number(afterId) : Number.NaN
    const isComplete = after >= completeAfter && after <= newest
    return { isComplete, events: isComplete ? events.filter(({ id }) => Number(id) > after) : [...events] }
  }

  return {
    publish: async (channel, data) => {
      newest += 1
      const event = { id: String(newest), data }
      append(channel, event)
      for (const listener of [...(listeners.get(channel) ?? [])]) listener(event)
      return event.id
    },

    subscribe: async (channel, afterId, onEvent) => {
      const position = String(newest)
      const { isComplete, events } =
        afterId === null ? { isComplete: true, events: [] } : replay(channel, afterId)
      // Wrapped, so that the same function can subscribe twice and each unsubscribe removes its own.
      const listener = (event: LoggedEvent) => onEvent(event)
      const ofChannel = listeners.get(channel) ?? new Set()
      listeners.set(channel, ofChannel.add(listener))
      for (const event of events) onEvent(event)
      return {
        isComplete,
        ...(events.length === 0 && { position }),
        unsubscribe: () => {
          ofChannel.delete(listener)
          if (ofChannel.size === 0 && listeners.get(channel) === ofChannel) listeners.delete(channel)
        },
      }
    },

    close: async () => listeners.clear(),
  }
}
