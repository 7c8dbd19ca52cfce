import type { HistoryPage, HistoryQuery } from '../../electron/model/history-query.ts'
import type { Bridge } from '../../electron/window/contract.ts'
import { type Filter, isEverything, narrowingOf } from './filter.ts'
import { type Loaded, mergePage } from './merge-page.ts'

const pageSize = 100
/** To find the way back to where one was, larger steps are taken, and so many items are loaded at most. */
const returnPageSize = 500
const returnLimit = 3000
/** So many rows before the end of what is loaded the next page is asked for. */
const lookAhead = 30
/** After so many rows of news in one go, what was loaded before is let go instead of being joined. */
const joinLimit = 2000

export interface HistoryState extends Loaded {
  /** False while it is not yet known what the list begins with. */
  readonly settled: boolean
}

export interface HistoryReader {
  readonly state: () => HistoryState
  /** Returns what stops the calls. */
  readonly subscribe: (onChange: () => void) => () => void
  /** Says that the history may have changed; `latest` is its top. */
  readonly changed: (revision: number, latest: HistoryPage) => void
  /** Says which items (by index) are on screen: they are kept true, and more is loaded near the end. */
  readonly look: (first: number, last: number) => void
}

export interface HistoryReaderOptions {
  readonly ask: Bridge['history']
  readonly filter: Filter
  readonly revision: number
  /** The top of the whole history as of `revision`. */
  readonly latest: HistoryPage
  /** The position one wants to go back to: so far down is loaded before anything is shown. */
  readonly anchor: number | null
}

/**
 * Holds the loaded part of the history and asks for as little as it can: the top after each change, what is on
 * screen where it may be out of date, and the next page near the end. One question at a time.
 */
export function createHistoryReader(options: HistoryReaderOptions): HistoryReader {
  const { ask, filter, latest } = options
  const narrowing = narrowingOf(filter)
  const everything = isEverything(filter)
  let returnTo = options.anchor
  let state: HistoryState = everything
    ? { ...latest, settled: isReached(latest) }
    : { items: [], next: null, settled: false }
  let revision = options.revision
  /** Keys of the items that are as of `revision`. */
  const fresh = new Set(everything ? latest.items.map((item) => item.key) : [])
  /** Where the top is still to be read from; `undefined` once it is known. */
  let topFrom: number | null | undefined = everything ? undefined : null
  /** The position at which the news at the top meets what was loaded before. */
  let joinAt = state.items[0]?.position ?? null
  let visible = { first: 0, last: 0 }
  let asking = false
  const listeners = new Set<() => void>()

  function receive(before: number | null, page: HistoryPage): void {
    const merged = mergePage(state, before, page)
    // Before the first page is there, an empty list that may yet fill says nothing.
    const begun = merged.items.length > 0 || merged.next === null
    state = { ...merged, settled: state.settled || (begun && isReached(merged)) }
    for (const item of page.items) fresh.add(item.key)
    if (before === topFrom) followTop(page)
    for (const listener of listeners) listener()
  }

  /** Whether as much is loaded as is needed to go back to where one was. */
  function isReached({ items, next }: Loaded): boolean {
    if (returnTo === null || next === null || next <= returnTo || items.length >= returnLimit) returnTo = null
    return returnTo === null
  }

  function followTop(page: HistoryPage): void {
    const joined = page.next === null || joinAt === null || page.next <= joinAt
    const top = state.items.filter((item) => page.next === null || item.position >= page.next)
    if (!joined && top.length < joinLimit) {
      topFrom = page.next
      return
    }
    if (!joined) state = { ...state, items: top, next: page.next }
    topFrom = undefined
    joinAt = null
  }

  function nextQuery(): HistoryQuery | null {
    if (topFrom !== undefined) return { before: topFrom, limit: pageSize, ...narrowing }
    const { items, next } = state
    if (returnTo !== null && next !== null) return { before: next, limit: returnPageSize, ...narrowing }
    const last = Math.min(visible.last, items.length - 1)
    for (let index = visible.first; index <= last; index += 1) {
      const item = items[index]
      if (item === undefined || fresh.has(item.key)) continue
      const before = items[index - 1]?.position ?? null
      return { before, limit: last - index + lookAhead, ...narrowing }
    }
    if (next === null || visible.last < items.length - lookAhead) return null
    return { before: next, limit: pageSize, ...narrowing }
  }

  async function askOn(): Promise<void> {
    if (asking) return
    asking = true
    try {
      for (let query = nextQuery(); query !== null; query = nextQuery()) {
        const askedAt = revision
        const page = await ask(query)
        // What was overtaken by a change is asked for again.
        if (askedAt === revision) receive(query.before, page)
      }
    } catch {
      // The main process is gone or busy: what is shown stays, and the next change or scroll asks again.
    } finally {
      asking = false
    }
  }

  return {
    state: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange)
      void askOn()
      return () => listeners.delete(onChange)
    },
    changed: (newRevision, newLatest) => {
      if (newRevision === revision) return
      revision = newRevision
      fresh.clear()
      joinAt ??= state.items[0]?.position ?? null
      topFrom = null
      if (everything) receive(null, newLatest)
      void askOn()
    },
    look: (first, last) => {
      visible = { first, last }
      void askOn()
    },
  }
}
