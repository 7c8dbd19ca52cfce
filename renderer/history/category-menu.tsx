import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { FilterMenu } from './filter-menu.tsx'

export interface CategoryMenuProps {
  readonly chosen: string | null
  readonly onChoose: (category: string | null) => void
}

/** Limits the history to one category. Hidden while there is none to choose. */
export function CategoryMenu({ chosen, onChoose }: CategoryMenuProps) {
  const { categories } = useWindow().snapshot
  const { t } = useI18n()
  if (categories.length === 0 && chosen === null) return null
  const offered = chosen === null || categories.includes(chosen) ? categories : [chosen, ...categories]
  return (
    <FilterMenu
      icon="filter"
      label={t('filter.category')}
      buttonLabel={chosen === null ? t('filter.category') : t('filter.categoryIs', { category: chosen })}
      chosen={chosen === null ? null : { value: chosen, label: chosen }}
      choices={[
        { value: null, label: t('filter.allCategories') },
        ...offered.map((category) => ({ value: category, label: category })),
      ]}
      onChoose={onChoose}
    />
  )
}
