import type { RefObject } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { CategoryMenu } from './category-menu.tsx'
import type { Filter } from './filter.ts'
import styles from './filter-bar.module.css'
import { SearchBox } from './search-box.tsx'
import { SourceMenu } from './source-menu.tsx'

export interface FilterBarProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly searchRef: RefObject<HTMLInputElement | null>
  /** Moves the focus to the list. */
  readonly onLeaveSearch: () => void
}

const choices = ['all', 'unread', 'jobs', 'failed'] as const

/** Filters the history: a search, one of four kinds, a category, and a server where there are several. */
export function FilterBar({ filter, onFilter, searchRef, onLeaveSearch }: FilterBarProps) {
  const { bridge, snapshot } = useWindow()
  const { unread } = snapshot
  const { t, formats } = useI18n()
  return (
    <div className={styles.bar}>
      <div className={styles.line}>
        <SearchBox
          value={filter.search}
          onChange={(search) => onFilter({ ...filter, search })}
          onLeave={onLeaveSearch}
          inputRef={searchRef}
        />
        <SourceMenu chosen={filter.source} onChoose={(source) => onFilter({ ...filter, source })} />
        <CategoryMenu chosen={filter.category} onChoose={(category) => onFilter({ ...filter, category })} />
        <IconButton
          icon="check-all"
          label={t('filter.markAllRead')}
          disabled={unread === 0}
          onClick={() => bridge.send({ type: 'mark-all-read' })}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are switches */}
      <div className={styles.switch} role="group" aria-label={t('filter.show')}>
        {choices.map((show) => (
          <button
            key={show}
            type="button"
            aria-pressed={filter.show === show}
            onClick={() => onFilter({ ...filter, show })}
          >
            {t(`filter.${show}`)}
            {show === 'unread' && unread > 0 && (
              <span className={styles.count}>
                {unread > 999 ? t('filter.moreThan', { count: 999 }) : formats.number(unread)}
              </span>
            )}
          </button>
        ))}
      </div>
    </div>
  )
}
