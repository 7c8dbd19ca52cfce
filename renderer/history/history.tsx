import { relativeTickMs } from '../format/relative-time.ts'
import { useNow } from '../format/use-now.ts'
import type { WindowParts } from '../window-parts.ts'
import { Announcer } from './announcer.tsx'
import { EmptyState } from './empty-state.tsx'
import type { Filter } from './filter-bar.tsx'
import { HistoryList } from './history-list.tsx'
import { shownAt } from './item-text.ts'
import { useHistory } from './use-history.ts'

export interface HistoryProps extends WindowParts {
  readonly filter: Filter
  readonly onShowAll: () => void
}

/** The history under one filter: the list, or why there is none. */
export function History({ bridge, clock, formats, view, filter, onShowAll }: HistoryProps) {
  const { items, next, settled, look } = useHistory(bridge, filter === 'unread', view)
  const newest = items[0]
  const now = useNow(clock, relativeTickMs(newest === undefined ? null : shownAt(newest), clock.now()))
  if (newest === undefined) {
    // An empty list that may yet fill says nothing, rather than something wrong for a moment.
    return settled ? <EmptyState view={view} filter={filter} onShowAll={onShowAll} /> : null
  }
  return (
    <>
      <Announcer items={items} />
      <HistoryList
        items={items}
        complete={next === null}
        now={now}
        formats={formats}
        onLook={look}
        onOpen={(key) => bridge.send({ type: 'open', key })}
        onRead={(key) => bridge.send({ type: 'mark-read', keys: [key] })}
      />
    </>
  )
}
