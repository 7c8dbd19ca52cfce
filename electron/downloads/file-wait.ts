import type { MonotonicClock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'

/** Results that came in a row: they are announced together. */
interface Group {
  readonly keys: Set<Item['key']>
  /** Those whose file is still awaited. */
  readonly unfinished: Set<Item['key']>
  /** When the last one came, as `MonotonicClock.elapsed`. */
  lastAt: number
  readonly cancelTimeout: () => void
}

/** No notification waits longer for its file. */
export const maxWaitMs = 5 * 60_000
/** What comes after one another within this time, as after an absence, is announced in one notification. */
const maxPauseMs = 1_000

/** The items whose notification waits for their file. @param onRelease some of them need not wait any longer */
export function createFileWait(clock: MonotonicClock, onRelease: () => void) {
  const groups = new Set<Group>()
  let latest: Group | null = null
  const groupOf = (key: Item['key']) => [...groups].find(({ keys }) => keys.has(key)) ?? null

  const release = (group: Group): void => {
    group.cancelTimeout()
    groups.delete(group)
    onRelease()
  }
  const createGroup = (): Group => {
    const group: Group = {
      ...{ keys: new Set(), unfinished: new Set(), lastAt: clock.elapsed() },
      cancelTimeout: clock.after(maxWaitMs, () => release(group)),
    }
    groups.add(group)
    return group
  }

  return {
    /** The notification of this item waits from now on. */
    add: (key: Item['key']): void => {
      const now = clock.elapsed()
      const isInRow = latest !== null && groups.has(latest) && now - latest.lastAt <= maxPauseMs
      const group = isInRow && latest !== null ? latest : createGroup()
      latest = group
      group.lastAt = now
      group.keys.add(key)
      group.unfinished.add(key)
    },
    /** The file of this item is there, or will not come. Returns whether the notification has been waiting for it. */
    end: (key: Item['key']): boolean => {
      const group = groupOf(key)
      if (group === null) return false
      group.unfinished.delete(key)
      if (group.unfinished.size === 0) release(group)
      return true
    },
    has: (key: Item['key']): boolean => groups.size > 0 && groupOf(key) !== null,
    stop: (): void => {
      for (const { cancelTimeout } of groups) cancelTimeout()
      groups.clear()
    },
  }
}
