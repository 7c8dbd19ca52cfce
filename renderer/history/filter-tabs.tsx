import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { useWindow } from '../window-context.ts'
import type { FilterProps } from './filter.ts'
import { chooseTab, type FilterTab, filterTabs, isActiveTab, yieldingTabs } from './filter-tab.ts'
import styles from './filter-tabs.module.css'
import { useFittingTabs } from './use-fitting-tabs.ts'

/** The kinds of items and the saved filters, in one line; those that have no room are in a menu at its end. */
export function FilterTabs({ filter, onFilter }: FilterProps) {
  const { counts, settings } = useWindow().snapshot
  const { savedFilters } = settings
  const { t } = useI18n()
  const lineRef = useRef<HTMLDivElement>(null)
  const tabs = filterTabs(counts, savedFilters)
  const active = tabs.findIndex((tab) => isActiveTab(tab, filter, savedFilters))
  const names = tabs.map(({ key }) => key).join('\n')
  const shown = useFittingTabs(lineRef, names, active, yieldingTabs(tabs))
  const choose = (tab: FilterTab) => onFilter(chooseTab(tab, filter, savedFilters))
  const rest = tabs.filter((_, index) => !shown.includes(index))
  return (
    <div className={styles.room} ref={lineRef}>
      <div className={styles.line}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are switches */}
        <div className={styles.tabs} role="group" aria-label={t('filter.show')} data-tabs="">
          {tabs.map((tab, index) => (
            <button
              key={tab.key}
              type="button"
              className={styles.tab}
              // It stays in the layout, to be measured.
              hidden={!shown.includes(index)}
              aria-pressed={index === active}
              onClick={() => choose(tab)}
            >
              <TabText tab={tab} />
            </button>
          ))}
        </div>
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger
            className={`${styles.tab} ${styles.menu}`}
            hidden={rest.length === 0}
            disabled={rest.length === 0}
            data-menu=""
          >
            {t('filter.more-tabs')}
            <Icon name="chevron" size={12} />
          </DropdownMenu.Trigger>
          <DropdownMenu.Content
            className={menu.menu}
            align="end"
            sideOffset={4}
            collisionPadding={8}
            aria-label={t('filter.more-tabs')}
          >
            {rest.map((tab) => (
              <DropdownMenu.Item key={tab.key} className={menu.choice} onSelect={() => choose(tab)}>
                <TabText tab={tab} />
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Root>
      </div>
    </div>
  )
}

function TabText({ tab }: { readonly tab: FilterTab }) {
  const { t, formats } = useI18n()
  if (tab.kind === 'saved') {
    return (
      <span className={styles.name} dir="auto" title={tab.saved.name}>
        {tab.saved.name}
      </span>
    )
  }
  const { show, count } = tab
  const isNamed = show === 'unread'
  return (
    <>
      <span className={styles.name}>{t(`filter.${show}`)}</span>
      {/* How many there are in all says nothing that one could act on. */}
      {show !== 'all' && count > 0 && (
        <span
          className={isNamed ? styles.unread : styles.count}
          aria-hidden={isNamed ? undefined : true}
          title={formats.number(count)}
        >
          {count > 999 ? t('filter.more-than', { count: 999 }) : formats.number(count)}
        </span>
      )}
    </>
  )
}
