import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { useWindow } from '../window-context.ts'
import { queryKey, queryOf } from './filter.ts'
import { createHistoryLoader, type HistoryLoader } from './history-loader.ts'
import type { LoadedItems } from './merge-page.ts'

interface ShownItems extends LoadedItems {
  /** The filter that these items match: while the next filter's items load, the previous ones stay. Null: none yet. */
  readonly filter: WindowFilter | null
}

// For the list of the previous filter, which is about to be replaced.
const ignored: Pick<HistoryLoader, 'setVisible' | 'loadMore'> = { setVisible: () => {}, loadMore: () => {} }

/**
 * The history under a filter. `anchor` is the position that the list of the first filter returns to. At midnight, "today"
 * is another day, and so another list.
 */
export function useHistory(filter: WindowFilter, anchor: number | null) {
  const { bridge, clock, snapshot } = useWindow()
  const { revision, latest } = snapshot
  const query = queryOf(filter, clock.now())
  const open = (returnTo: number | null) => ({
    ...{ filter, query },
    loader: createHistoryLoader({ request: bridge.history, query, revision, latest, anchor: returnTo }),
  })
  const [current, setCurrent] = useState(() => open(anchor))
  if (queryKey(current.query) !== queryKey(query)) setCurrent(open(null))
  const { loader } = current
  const state = useSyncExternalStore(loader.subscribe, loader.state)
  useLayoutEffect(() => loader.update(revision, latest), [loader, revision, latest])

  const [shown, setShown] = useState<ShownItems>({ items: [], next: null, count: null, filter: null })
  if (!state.ready) return { ...shown, ...ignored }
  const ready = { filter: current.filter, items: state.items, next: state.next, count: state.count }
  if (shown.items !== ready.items || shown.next !== ready.next || shown.filter !== ready.filter) {
    setShown(ready)
  }
  return { ...ready, setVisible: loader.setVisible, loadMore: loader.loadMore }
}
