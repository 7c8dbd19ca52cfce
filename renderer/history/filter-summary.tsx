import { useState } from 'react'
import { useAfterPause } from '../announcements/use-after-pause.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import { ServerDot } from '../style/server-dot.tsx'
import { useWindow } from '../window-context.ts'
import { type FilterProps, type Refinement, refinementsOf } from './filter.ts'
import styles from './filter-bar.module.css'
import { refinementLabel } from './filter-label.ts'
import { clearedFilter } from './filter-tab.ts'
import { sourceOf } from './item-origin.ts'
import { SavedFilterActions, type SavedFilterActionsProps } from './saved-filter-actions.tsx'
import { suggestFilter } from './suggest-filter.ts'

export interface FilterSummaryProps extends SavedFilterActionsProps {
  /** How much was found, in words; empty: nothing is limited or searched. */
  readonly found: string
}

/** Below the tabs: how much was found, what limits the list, and what to do with that. Empty while nothing does. */
export function FilterSummary({ filter, onFilter, found, offerUndo }: FilterSummaryProps) {
  const { savedFilters } = useWindow().snapshot.settings
  const { t } = useI18n()
  const set = refinementsOf(filter)
  const suggestion = suggestFilter(filter, t)
  const isEmpty = set.length === 0 && filter.search.trim() === ''
  // Not at each key, which would interrupt a screen reader.
  const rests = useAfterPause(filter.search)
  const [shownFound, setShownFound] = useState('')
  const nextFound = isEmpty ? '' : found
  if (rests && shownFound !== nextFound) setShownFound(nextFound)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      className={styles.summary}
      role="group"
      aria-label={t('filter.active')}
      data-empty={isEmpty ? '' : undefined}
    >
      <p className={styles.found} aria-live="polite">
        {isEmpty ? '' : shownFound}
      </p>
      {set.map((refinement) => (
        <Chip key={refinement} refinement={refinement} filter={filter} onFilter={onFilter} />
      ))}
      {suggestion !== null && (
        <button type="button" className={styles.suggestion} onClick={() => onFilter(suggestion.filter)}>
          <Icon name="filter" size={12} />
          <span>{t(`filter.suggestion.${suggestion.name}`)}</span>
        </button>
      )}
      {!isEmpty && (
        <div className={styles.end}>
          <SavedFilterActions filter={filter} onFilter={onFilter} offerUndo={offerUndo} />
          <Button variant="plain" onClick={() => onFilter(clearedFilter(filter, savedFilters))}>
            {t('filter.clear-all')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface ChipProps extends FilterProps {
  readonly refinement: Refinement
}

/** Something that limits the list; a click takes it away. */
function Chip({ refinement, filter, onFilter }: ChipProps) {
  const { sources } = useWindow().snapshot
  const i18n = useI18n()
  const label = refinementLabel(refinement, filter, sources, i18n)
  if (label === null) return null
  const name = i18n.t('filter.remove', { filter: i18n.isolate(label) })
  return (
    <button
      type="button"
      className={styles.chip}
      aria-label={name}
      title={label}
      onClick={() => onFilter({ ...filter, [refinement]: null })}
    >
      {refinement === 'source' && filter.source !== null && (
        <ServerDot colour={sourceOf(filter.source, sources).colour} />
      )}
      <span dir="auto">{label}</span>
      <Icon name="cross" size={12} />
    </button>
  )
}
