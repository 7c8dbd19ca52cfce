import { DropdownMenu } from 'radix-ui'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { useWindow } from '../window-context.ts'
import styles from './category-menu.module.css'

export interface CategoryMenuProps {
  readonly chosen: string | null
  readonly onChoose: (category: string | null) => void
}

/** Limits the history to one category. Hidden while there is none to choose. */
export function CategoryMenu({ chosen, onChoose }: CategoryMenuProps) {
  const { categories } = useWindow().snapshot
  const { t } = useI18n()
  if (categories.length === 0 && chosen === null) return null
  const label = chosen === null ? t('filter.category') : t('filter.categoryIs', { category: chosen })
  const offered = chosen === null || categories.includes(chosen) ? categories : [chosen, ...categories]
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={`${buttons.icon} ${styles.button}`}
        data-on={chosen === null ? undefined : ''}
        aria-label={label}
        title={label}
      >
        <Icon name="filter" />
        {chosen !== null && (
          <span className={styles.chosen} dir="auto">
            {chosen}
          </span>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className={menu.menu}
        align="end"
        sideOffset={4}
        collisionPadding={8}
        aria-label={t('filter.category')}
      >
        <DropdownMenu.RadioGroup
          value={JSON.stringify(chosen)}
          onValueChange={(value) => onChoose(JSON.parse(value))}
        >
          <Choice value={null} label={t('filter.allCategories')} />
          {offered.map((category) => (
            <Choice key={category} value={category} label={category} />
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

function Choice({ value, label }: { readonly value: string | null; readonly label: string }) {
  return (
    <DropdownMenu.RadioItem className={menu.choice} value={JSON.stringify(value)}>
      <span className={menu.tick}>
        <DropdownMenu.ItemIndicator>
          <Icon name="check" />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className={menu.text} dir="auto">
        {label}
      </span>
    </DropdownMenu.RadioItem>
  )
}
