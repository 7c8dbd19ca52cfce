import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { useWindow } from '../window-context.ts'
import { type Filter, filterKey } from './filter.ts'
import { createHistoryLoader, type HistoryLoader } from './history-loader.ts'
import type { LoadedItems } from './merge-page.ts'

interface ShownItems extends LoadedItems {
  /** The filter that these items match: while the next filter's items load, the previous ones stay. Null: none yet. */
  readonly filter: Filter | null
}

// For the list of the previous filter, which is about to be replaced.
const ignoreVisible: HistoryLoader['setVisible'] = () => {}

/** The history under a filter. `anchor` is the position that the list of the first filter returns to. */
export function useHistory(filter: Filter, anchor: number | null) {
  const { bridge, snapshot } = useWindow()
  const { revision, latest } = snapshot
  const open = (returnTo: number | null) => ({
    filter,
    loader: createHistoryLoader({ request: bridge.history, filter, revision, latest, anchor: returnTo }),
  })
  const [current, setCurrent] = useState(() => open(anchor))
  if (filterKey(current.filter) !== filterKey(filter)) setCurrent(open(null))
  const { loader } = current
  const state = useSyncExternalStore(loader.subscribe, loader.state)
  useLayoutEffect(() => loader.update(revision, latest), [loader, revision, latest])

  const [shown, setShown] = useState<ShownItems>({ items: [], next: null, filter: null })
  if (!state.ready) return { ...shown, setVisible: ignoreVisible }
  const ready = { filter: current.filter, items: state.items, next: state.next }
  if (shown.items !== ready.items || shown.next !== ready.next || shown.filter !== ready.filter) {
    setShown(ready)
  }
  return { ...ready, setVisible: loader.setVisible }
}
