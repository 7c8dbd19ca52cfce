import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { AppSnapshot, Bridge } from '../../electron/window/contract.ts'
import { type Filter, filterKey } from './filter.ts'
import { createHistoryReader, type HistoryReader } from './history-reader.ts'
import type { Loaded } from './merge-page.ts'

export interface ShownHistory extends Loaded, Pick<HistoryReader, 'look'> {
  /** What of the history this is: while another filter's is on its way, the last one's stays. Null: none yet. */
  readonly filter: Filter | null
}

// What is looked at is the list of the filter before, which is on its way out.
const ignoreLook: HistoryReader['look'] = () => {}

/** The history under a filter. `anchor` is the position that the first filter's list is to come back to. */
export function useHistory(
  bridge: Bridge,
  filter: Filter,
  { revision, latest }: AppSnapshot,
  anchor: number | null,
): ShownHistory {
  const open = (first: boolean) => ({
    filter,
    reader: createHistoryReader({
      ask: bridge.history,
      filter,
      revision,
      latest,
      anchor: first ? anchor : null,
    }),
  })
  const [wanted, setWanted] = useState(() => open(true))
  if (filterKey(wanted.filter) !== filterKey(filter)) setWanted(open(false))
  const { reader } = wanted
  const state = useSyncExternalStore(reader.subscribe, reader.state)
  useLayoutEffect(() => reader.changed(revision, latest), [reader, revision, latest])

  const [shown, setShown] = useState<{ readonly filter: Filter | null } & Loaded>(() => ({
    items: [],
    next: null,
    filter: null,
  }))
  if (!state.settled) return { ...shown, look: ignoreLook }
  if (shown.items !== state.items || shown.next !== state.next || shown.filter !== wanted.filter) {
    setShown({ filter: wanted.filter, items: state.items, next: state.next })
  }
  return { filter: wanted.filter, items: state.items, next: state.next, look: reader.look }
}
