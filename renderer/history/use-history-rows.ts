import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { SourceId } from '../../electron/model/source.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { buildRows } from './build-rows.ts'
import type { Group } from './rows.ts'

/** Where items may be missing, and when that was noticed. */
type Gaps = Parameters<typeof buildRows>[1]['gaps']

export interface HistoryRowsOptions {
  readonly complete: boolean
  /** The server whose items are listed; null: all. */
  readonly source: SourceId | null
  /** An item that must not be hidden in a folded run; null: none. */
  readonly shownKey: Item['key'] | null
}

/** The rows of the list, and which groups and runs of equal items are folded. */
export function useHistoryRows(items: readonly Item[], options: HistoryRowsOptions) {
  const { complete, source, shownKey } = options
  const { groupBy } = useWindow().snapshot.settings
  const i18n = useI18n()
  const gaps = useGaps(source)
  const [folded, setFolded] = useState<ReadonlySet<Group['key']>>(new Set())
  const [unfolded, setUnfolded] = useState<ReadonlySet<Item['key']>>(
    () => new Set(shownKey === null ? [] : [shownKey]),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another time zone the days begin at another time
  const built = useMemo(
    () => buildRows(items, { groupBy, folded, unfolded, gaps, complete }),
    [items, groupBy, folded, unfolded, gaps, complete, i18n],
  )
  const rowsRef = useRef(built.rows)
  useLayoutEffect(() => {
    rowsRef.current = built.rows
  }, [built])

  /** Folds the group, or unfolds it. */
  const toggleGroup = useCallback((key: Group['key']) => {
    setFolded((last) => (last.has(key) ? without(last, [key]) : new Set([...last, key])))
  }, [])

  /** Folds the run of equal items that begins with this one, or unfolds it. */
  const toggleRun = useCallback((first: Item['key']) => {
    const rows = rowsRef.current
    const row = rows.find((one) => one.kind === 'item' && one.item.key === first)
    if (row?.kind !== 'item' || row.run === null) return
    const shown = rows.slice(row.index, row.index + (row.run.open ? row.run.count : 1))
    const keys = shown.flatMap((one) => (one.kind === 'item' ? one.items : [])).map(({ key }) => key)
    setUnfolded((last) => (row.run?.open === true ? without(last, keys) : new Set([...last, ...keys])))
  }, [])
  return { ...built, toggleGroup, toggleRun }
}

function without<Key>(keys: ReadonlySet<Key>, removed: readonly Key[]): ReadonlySet<Key> {
  const rest = new Set(keys)
  for (const key of removed) rest.delete(key)
  return rest
}

/** The same array as long as the gaps are the same. */
function useGaps(source: SourceId | null): Gaps {
  const { servers } = useWindow().snapshot
  const gaps = servers.flatMap(({ key, id, status }) =>
    status.gap === null || (source !== null && source !== id) ? [] : [{ server: key, at: status.gap.at }],
  )
  const written = JSON.stringify(gaps)
  return useMemo((): Gaps => JSON.parse(written), [written])
}
