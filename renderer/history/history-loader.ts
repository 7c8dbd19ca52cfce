import type { HistoryFilter, HistoryPage, HistoryQuery } from '../../electron/model/history-query.ts'
import type { Bridge } from '../../electron/window/contract.ts'
import { isWholeHistory } from './filter.ts'
import { type LoadedItems, mergePage } from './merge-page.ts'

const pageSize = 100
/** The largest page. To return to where the user was, such pages are requested, up to this many items. */
const maxPageSize = 500
const maxReturnItems = 3000
/** So many are loaded of a list that is grouped; what is beyond them is loaded on request. */
const groupedItems = 500
/** The next page is requested when the end of the loaded items is this near. */
const prefetchItems = 30
/** When more new items than this arrive at once, the older loaded items are dropped instead of joined with them. */
const maxJoinItems = 2000

export interface HistoryState extends LoadedItems {
  /** False until it is known what the list starts with. */
  readonly ready: boolean
}

export type HistoryLoader = ReturnType<typeof createHistoryLoader>

export interface HistoryLoaderOptions {
  readonly request: Bridge['history']
  /** Which items are listed. */
  readonly query: HistoryFilter
  readonly revision: number
  /** The top of the whole history as of `revision`. */
  readonly latest: HistoryPage
  /** The position to return to: everything down to it is loaded before anything is shown. */
  readonly anchor: number | null
}

/** What is on screen. */
export interface VisibleItems {
  /** The indexes of the items, in order. They need not follow one another: the list may group or fold them. */
  readonly indexes: readonly number[]
  /**
   * Whether the next page is requested when the last of them is near the end. Otherwise a first part is loaded, wherever
   * the user is, and the rest on request.
   */
  readonly endless: boolean
}

/**
 * Holds the loaded part of the history and requests as little as possible: the top after each change, items on screen
 * that may be out of date, and the next page near the end. One request at a time.
 */
export function createHistoryLoader(options: HistoryLoaderOptions) {
  const { request, query: filterQuery, latest } = options
  const everything = isWholeHistory(filterQuery)
  let returnTo = options.anchor
  let state: HistoryState = everything
    ? { ...latest, ready: hasReturned(latest) }
    : { items: [], next: null, count: null, ready: false }
  let revision = options.revision
  /** The keys of the items that are as of `revision`. */
  const upToDate = new Set(everything ? latest.items.map((item) => item.key) : [])
  /** The `before` of the next page of new items at the top; `undefined` when the top is up to date. */
  let topFrom: number | null | undefined = everything ? undefined : null
  /** The position at which the new items at the top meet the items that were loaded before. */
  let joinAt = state.items[0]?.position ?? null
  let visible: VisibleItems = { indexes: [0], endless: true }
  let isMoreRequested = false
  let loading = false
  const listeners = new Set<() => void>()

  function receive(before: number | null, page: HistoryPage): void {
    const endBefore = state.next
    const merged = mergePage(state, before, page)
    // An empty list is final only when there is no next page.
    const hasStart = merged.items.length > 0 || merged.next === null
    state = { ...merged, ready: state.ready || (hasStart && hasReturned(merged)) }
    for (const item of page.items) upToDate.add(item.key)
    if (before === topFrom) continueTop(page)
    if (before === endBefore) isMoreRequested = false
    for (const listener of listeners) listener()
  }

  /** Whether enough is loaded to return to where the user was. */
  function hasReturned({ items, next }: LoadedItems): boolean {
    if (returnTo === null || next === null || next <= returnTo || items.length >= maxReturnItems) {
      returnTo = null
    }
    return returnTo === null
  }

  function continueTop(page: HistoryPage): void {
    const joined = page.next === null || joinAt === null || page.next <= joinAt
    const top = state.items.filter((item) => page.next === null || item.position >= page.next)
    if (!joined && top.length < maxJoinItems) {
      topFrom = page.next
      return
    }
    if (!joined) state = { ...state, items: top, next: page.next }
    topFrom = undefined
    joinAt = null
  }

  function nextQuery(): HistoryQuery | null {
    if (topFrom !== undefined) return { before: topFrom, limit: pageSize, ...filterQuery }
    const { items, next } = state
    if (returnTo !== null && next !== null) return { before: next, limit: maxPageSize, ...filterQuery }
    const last = Math.min(visible.indexes.at(-1) ?? 0, items.length - 1)
    for (const index of visible.indexes) {
      const item = items[index]
      if (item === undefined || upToDate.has(item.key)) continue
      const before = items[index - 1]?.position ?? null
      const limit = Math.min(maxPageSize, last - index + prefetchItems)
      return { before, limit, ...filterQuery }
    }
    if (next === null) return null
    if (isMoreRequested) return { before: next, limit: maxPageSize, ...filterQuery }
    if (visible.endless)
      return last < items.length - prefetchItems ? null : { before: next, limit: pageSize, ...filterQuery }
    const missing = groupedItems - items.length
    return missing <= 0 ? null : { before: next, limit: missing, ...filterQuery }
  }

  async function load(): Promise<void> {
    if (loading) return
    loading = true
    try {
      for (let query = nextQuery(); query !== null; query = nextQuery()) {
        const requestedAt = revision
        const page = await request(query)
        // A page from before a change is requested again.
        if (requestedAt === revision) receive(query.before, page)
      }
    } catch {
      // The main process is busy or gone: the list stays, and the next change or scroll requests again.
    } finally {
      loading = false
    }
  }

  return {
    state: () => state,
    /** Starts to load; returns an unsubscribe function. */
    subscribe: (onChange: () => void) => {
      listeners.add(onChange)
      void load()
      return () => listeners.delete(onChange)
    },
    /** Call it when the history has changed; `newLatest` is its top. */
    update: (newRevision: number, newLatest: HistoryPage) => {
      if (newRevision === revision) return
      revision = newRevision
      upToDate.clear()
      joinAt ??= state.items[0]?.position ?? null
      topFrom = null
      if (everything) receive(null, newLatest)
      void load()
    },
    /** Call it when other items are on screen. They are kept up to date. */
    setVisible: (items: VisibleItems) => {
      visible = items
      void load()
    },
    /** Requests the next page, wherever the user is. */
    loadMore: () => {
      isMoreRequested = state.next !== null
      void load()
    },
  }
}
