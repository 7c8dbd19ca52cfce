import { Popover } from 'radix-ui'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { DateFields } from './date-fields.tsx'
import { type FilterProps, refinementsOf, withState } from './filter.ts'
import { stateTexts } from './filter-label.ts'
import styles from './filter-popover.module.css'
import { FilterSelect } from './filter-select.tsx'
import { clearedFilter } from './filter-tab.ts'
import { sourceOf } from './item-origin.ts'

/** The button with everything that limits the list beside its tabs and the search, and with how it is grouped. */
export function FilterPopover({ filter, onFilter }: FilterProps) {
  const { t } = useI18n()
  const count = refinementsOf(filter).length
  const label = count === 0 ? t('filter.button') : t('filter.button-set', { count })
  return (
    <Popover.Root>
      <Popover.Trigger
        className={buttons.icon}
        data-on={count === 0 ? undefined : ''}
        aria-label={label}
        title={label}
      >
        <Icon name="filter" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={menu.popover}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('filter.button')}
        >
          <FilterForm filter={filter} onFilter={onFilter} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const states = ['unfinished', 'succeeded', 'failed', 'cancelled'] as const
const groupings = ['day', 'category', 'job'] as const

function FilterForm({ filter, onFilter }: FilterProps) {
  const { settings, sources, categories } = useWindow().snapshot
  const changeSettings = useChangeSettings()
  const { t, isolate } = useI18n()
  const { source, category, priority, state } = filter
  const chosenSource = source === null ? [] : [sourceOf(source, sources)]
  const offeredSources = [
    ...sources,
    ...chosenSource.filter(({ id }) => sources.every((one) => one.id !== id)),
  ]
  const isOffered = category === null || categories.includes(category)
  const offeredCategories = isOffered ? categories : [category, ...categories]
  return (
    <div className={styles.form}>
      <DateFields dates={filter.dates} onDates={(dates) => onFilter({ ...filter, dates })} />
      {offeredSources.length > 1 && (
        <FilterSelect
          label={t('status.server')}
          any={t('filter.all-servers')}
          value={source}
          choices={offeredSources.map(({ id, name, colour }) => ({
            value: id,
            label: colour === null ? t('filter.removed-server', { server: isolate(name) }) : name,
          }))}
          onChange={(value) => onFilter({ ...filter, source: value })}
        />
      )}
      {offeredCategories.length > 0 && (
        <FilterSelect
          label={t('filter.category')}
          any={t('filter.all-categories')}
          value={category}
          choices={offeredCategories.map((one) => ({ value: one, label: one }))}
          onChange={(value) => onFilter({ ...filter, category: value })}
        />
      )}
      <FilterSelect
        label={t('filter.priority')}
        any={t('filter.any-priority')}
        value={priority}
        choices={[{ value: 'important', label: t('filter.important-only') }]}
        onChange={(value) => onFilter({ ...filter, priority: value })}
      />
      <FilterSelect
        label={t('filter.state')}
        any={t('filter.any-state')}
        value={filter.show === 'failed' ? 'failed' : state}
        choices={states.map((value) => ({ value, label: t(stateTexts[value]) }))}
        onChange={(value) => onFilter(withState(filter, value))}
      />
      <hr className={menu.line} />
      <FilterSelect
        label={t('filter.group-by')}
        any={null}
        value={settings.groupBy}
        choices={groupings.map((value) => ({ value, label: t(`filter.groups.${value}`) }))}
        onChange={(value) => changeSettings({ groupBy: value ?? 'day' })}
      />
      {refinementsOf(filter).length > 0 && (
        <Button variant="plain" onClick={() => onFilter(clearedFilter(filter, settings.savedFilters))}>
          {t('filter.clear-all')}
        </Button>
      )}
    </div>
  )
}
