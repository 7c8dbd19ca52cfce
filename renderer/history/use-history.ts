import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Bridge, View } from '../../electron/ipc/contract.ts'
import { createHistoryReader, type HistoryReader, type HistoryState } from './history-reader.ts'

/** The history of one filter; a component that changes its filter is given a new `key`. */
export function useHistory(
  bridge: Bridge,
  unreadOnly: boolean,
  view: View,
): HistoryState & Pick<HistoryReader, 'look'> {
  const { revision, latest } = view
  const [reader] = useState(() => createHistoryReader(bridge.history, unreadOnly, revision, latest))
  const state = useSyncExternalStore(reader.subscribe, reader.state)
  useLayoutEffect(() => reader.changed(revision, latest), [reader, revision, latest])
  return { ...state, look: reader.look }
}
