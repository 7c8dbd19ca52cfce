import type { RefObject } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import type { OfferUndo } from '../undo/use-undo.ts'
import { useWindow } from '../window-context.ts'
import { type FilterProps, isEverything } from './filter.ts'
import styles from './filter-bar.module.css'
import { FilterPopover } from './filter-popover.tsx'
import { FilterTabs } from './filter-tabs.tsx'
import { markShownRead } from './mark-shown-read.ts'
import { SearchBox } from './search-box.tsx'

/** Fewer items are searched in a moment that nobody notices. */
const slowFrom = 10_000

export interface FilterBarProps extends FilterProps {
  readonly offerUndo: OfferUndo
  readonly searchRef: RefObject<HTMLInputElement | null>
  /** Moves the focus to the list. */
  readonly onLeaveSearch: () => void
}

/** Filters the history: a search, a button with everything that can limit it, and the tabs. */
export function FilterBar({ filter, onFilter, offerUndo, searchRef, onLeaveSearch }: FilterBarProps) {
  const context = useWindow()
  const { t } = useI18n()
  const isAll = isEverything({ ...filter, show: 'all' })
  const marksAll = isAll && (filter.show === 'all' || filter.show === 'unread')
  const { encryption, counts } = context.snapshot
  // Without the search index, each item is decrypted and compared.
  const isSlow = filter.search.trim() !== '' && encryption.state.kind !== 'off' && counts.all > slowFrom
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <SearchBox
          value={filter.search}
          onChange={(search) => onFilter({ ...filter, search })}
          onLeave={onLeaveSearch}
          inputRef={searchRef}
        />
        <FilterPopover filter={filter} onFilter={onFilter} />
        <IconButton
          icon="check-all"
          label={t(marksAll ? 'history.mark-all-read' : 'filter.mark-these-read')}
          disabled={context.snapshot.unread === 0}
          onClick={() => markShownRead(context, filter, offerUndo)}
        />
      </div>
      {isSlow && <p className={styles.note}>{t('filter.slow-search')}</p>}
      <FilterTabs filter={filter} onFilter={onFilter} />
    </div>
  )
}
