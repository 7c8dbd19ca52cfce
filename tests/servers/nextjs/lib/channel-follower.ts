import type { LoggedEvent, Subscription } from '../../../../resources/backend-kit/bus.ts'
import type { LogPage, SharedLog } from './shared-log.ts'

/** Reads the log of one channel for all streams of this process that are open for it. */
export interface ChannelFollower {
  readonly subscribe: (
    afterId: string | null,
    onEvent: (event: LoggedEvent) => void,
    onGap: () => void,
  ) => Promise<Subscription>
  readonly stop: () => void
}

interface Listener {
  readonly onEvent: (event: LoggedEvent) => void
  readonly onGap: () => void
  /** It has everything up to here from its replay, which was ahead of the follower; null: nothing to skip. */
  skipUntil: string | null
}

const retryMs = 1_000

/**
 * A signal carries nothing but "look at the log": each event is read from there, after the position of the one before.
 * So a signal that comes twice, late, or not at all while the connection is down neither loses nor repeats an event.
 */
export function followChannel(log: SharedLog, channel: string, onUnused: () => void): ChannelFollower {
  const listeners = new Set<Listener>()
  let subscribers = 0
  let position: string | null = null
  let reading: 'no' | 'yes' | 'again' = 'no'
  let isStopped = false
  let retry: NodeJS.Timeout | undefined

  const started = start()
  // Each subscriber awaits it; without one there is nobody to tell.
  started.catch(() => {})

  async function start(): Promise<void> {
    // Signals are of no use before the position is known: each subscriber looks at the log itself after that.
    await log.listen(channel, () => void catchUp())
    position = await log.end(channel)
  }

  async function catchUp(): Promise<void> {
    if (position === null || isStopped) return
    if (reading !== 'no') {
      reading = 'again'
      return
    }
    reading = 'yes'
    clearTimeout(retry)
    try {
      let isAtEnd = false
      while (!isAtEnd) {
        reading = 'yes'
        const page = await read(position)
        if (isStopped) return
        position = page.position
        if (!page.isContinuous) reportGap()
        for (const event of page.events) deliver(event)
        isAtEnd = !page.hasMore && !isSignalled()
      }
    } catch {
      // The connection is down, which its owner reports. Its return wakes us too; this is for all other reasons.
      retry = setTimeout(catchUp, retryMs)
    } finally {
      reading = 'no'
    }
  }

  async function read(after: string): Promise<LogPage> {
    const page = await log.read(channel, after)
    if (page.isContinuous || page.events.length > 0) return page
    // The log is another one, or empty. This gives it a position, and what is appended from here on comes after that.
    await log.end(channel)
    return { ...(await log.read(channel, after)), isContinuous: false }
  }

  // A function, so that the compiler does not take the value from before the await.
  const isSignalled = (): boolean => reading === 'again'

  function reportGap(): void {
    for (const listener of [...listeners]) {
      listener.skipUntil = null
      listener.onGap()
    }
  }

  function deliver(event: LoggedEvent): void {
    for (const listener of [...listeners]) {
      if (listener.skipUntil !== null) {
        if (!log.isBefore(listener.skipUntil, event.id)) continue
        listener.skipUntil = null
      }
      // It may have left while another one was served.
      if (listeners.has(listener)) callSafely(listener.onEvent, event)
    }
  }

  /** Whether others have been given events that come after this position. */
  const isBehind = (at: string): boolean => position !== null && log.isBefore(at, position)
  const isAhead = (at: string): boolean => position !== null && log.isBefore(position, at)

  function leave(): void {
    subscribers -= 1
    if (subscribers === 0) onUnused()
  }

  return {
    subscribe: async (afterId, onEvent, onGap) => {
      subscribers += 1
      try {
        await started
        const first = afterId ?? (await log.end(channel))
        let at = first
        let isComplete = true
        let hasReplayed = false
        let hasMore = afterId !== null
        while (hasMore || isBehind(at)) {
          const page = await read(at)
          if (!page.isContinuous) {
            isComplete = false
            // The log may be another one than the follower knows.
            void catchUp()
          }
          for (const event of page.events) callSafely(onEvent, event)
          hasReplayed ||= page.events.length > 0
          at = page.position
          hasMore = page.hasMore
        }
        // Nothing is awaited from the last comparison to here, so nothing can come in between.
        const listener: Listener = { onEvent, onGap, skipUntil: isAhead(at) ? at : null }
        listeners.add(listener)
        const position = afterId === null ? first : at
        return {
          isComplete,
          ...((afterId === null || !hasReplayed) && { position }),
          unsubscribe: () => {
            if (listeners.delete(listener)) leave()
          },
        }
      } catch (error) {
        leave()
        throw error
      }
    },
    stop: () => {
      isStopped = true
      clearTimeout(retry)
      listeners.clear()
    },
  }
}

/** One stream that fails must not keep events from the others. */
function callSafely(onEvent: (event: LoggedEvent) => void, event: LoggedEvent): void {
  try {
    onEvent(event)
  } catch (error) {
    console.error('A stream could not take an event:', error)
  }
}
