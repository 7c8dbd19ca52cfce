import type { SharedLog } from '../nextjs/lib/shared-log.ts'

/**
 * A log in memory whose answers can be held back: each says what was true when it was asked for. Ids count from 1.
 */
export function createHeldLog() {
  const events: string[] = []
  const held: (() => void)[] = []
  let mode: 'answers' | 'holds' | 'fails' = 'answers'
  let onWake = () => {}

  function answer<T>(value: T): Promise<T> {
    switch (mode) {
      case 'answers':
        return Promise.resolve(value)
      case 'holds':
        return new Promise((resolve) => held.push(() => resolve(value)))
      case 'fails':
        return Promise.reject(new Error('The connection is down.'))
    }
  }

  const log: SharedLog = {
    append: async (_, data) => String(events.push(data)),
    end: () => answer(String(events.length)),
    read: (_, after) =>
      answer({
        events: events.map((data, index) => ({ id: String(index + 1), data })).slice(Number(after)),
        position: String(events.length),
        hasMore: false,
        isContinuous: true,
      }),
    isBefore: (a, b) => Number(a) < Number(b),
    listen: (_, wake) => {
      onWake = wake
      return answer(undefined)
    },
    unlisten: () => {},
    close: async () => {},
  }
  return {
    log,
    /** Appends without a signal. */
    append: (data: string) => events.push(data),
    signal: () => onWake(),
    setMode: (next: typeof mode) => {
      mode = next
    },
    /** How many answers are held back. */
    held: () => held.length,
    /** Gives one of them. */
    release: (index = 0) => {
      for (const give of held.splice(index, 1)) give()
    },
  }
}
