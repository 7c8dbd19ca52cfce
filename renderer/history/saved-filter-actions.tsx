import { maxSavedFilters } from '../../electron/model/settings.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import type { OfferUndo } from '../undo/use-undo.ts'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { type FilterProps, noFilter, refinementsOf } from './filter.ts'
import { refinementLabel } from './filter-label.ts'
import { FilterNameButton } from './filter-name-button.tsx'
import { canSave, savedFilterOf } from './filter-tab.ts'

export interface SavedFilterActionsProps extends FilterProps {
  readonly offerUndo: OfferUndo
}

/** Saves the filter under a name, which makes it a tab; renames or deletes one that is saved. */
export function SavedFilterActions({ filter, onFilter, offerUndo }: SavedFilterActionsProps) {
  const { savedFilters } = useWindow().snapshot.settings
  const changeSettings = useChangeSettings()
  const suggestedName = useSuggestedName(filter)
  const { t } = useI18n()
  const saved = savedFilterOf(filter, savedFilters)
  if (saved === undefined) {
    if (!canSave(filter, savedFilters)) return null
    return (
      <FilterNameButton
        label={t('filter.save')}
        name={suggestedName}
        others={savedFilters.map(({ name }) => name)}
        full={savedFilters.length >= maxSavedFilters}
        onName={(name) => changeSettings({ savedFilters: [...savedFilters, { name, filter }] })}
      />
    )
  }
  const others = savedFilters.filter(({ name }) => name !== saved.name)
  return (
    <>
      <FilterNameButton
        label={t('filter.rename')}
        name={saved.name}
        others={others.map(({ name }) => name)}
        full={false}
        onName={(name) => {
          const renamed = savedFilters.map((one) => (one.name === saved.name ? { ...one, name } : one))
          changeSettings({ savedFilters: renamed })
        }}
      />
      <IconButton
        variant="smallIcon"
        icon="bin"
        size={14}
        label={t('filter.delete-saved')}
        onClick={() => {
          changeSettings({ savedFilters: others })
          offerUndo({ kind: 'filter-deleted', name: saved.name, before: savedFilters })
          onFilter(noFilter)
        }}
      />
    </>
  )
}

/** What the filter says of itself. */
function useSuggestedName(filter: WindowFilter): string {
  const { sources } = useWindow().snapshot
  const i18n = useI18n()
  const parts = [
    ...(filter.show === 'all' ? [] : [i18n.t(`filter.${filter.show}`)]),
    ...refinementsOf(filter).map((one) => refinementLabel(one, filter, sources, i18n) ?? ''),
    ...(filter.search.trim() === '' ? [] : [filter.search.trim()]),
  ]
  return i18n.list(parts)
}
