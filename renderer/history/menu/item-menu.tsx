import { DropdownMenu } from 'radix-ui'
import { useI18n } from '../../i18n/i18n.ts'
import menu from '../../style/menu.module.css'
import styles from './item-menu.module.css'
import { ItemMenuChoices, type ItemMenuChoicesProps } from './item-menu-choices.tsx'
import type { MenuAnchor } from './menu-anchor.ts'
import { RemindChoices } from './remind-choices.tsx'

export interface ItemMenuProps extends ItemMenuChoicesProps {
  /** Null: the menu is closed. */
  readonly anchor: MenuAnchor | null
  /** Whether it only asks when to be reminded. */
  readonly onlyReminders: boolean
  readonly onClose: () => void
  /** The menu has closed, and the focus must move on. */
  readonly onClosed: () => void
}

/** The menu of a row, or of all selected rows; one for the whole list. */
export function ItemMenu({ anchor, onlyReminders, onClose, onClosed, ...choices }: ItemMenuProps) {
  const { t } = useI18n()
  return (
    <DropdownMenu.Root
      modal={false}
      open={anchor !== null && choices.items.length > 0}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} aria-hidden="true" style={anchor ?? {}} />
      </DropdownMenu.Trigger>
      {/* Inside the landmark. */}
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content
          className={menu.menu}
          align={anchor !== null && anchor.width > 0 ? 'end' : 'start'}
          sideOffset={2}
          collisionPadding={8}
          aria-label={t(onlyReminders ? 'remind.label' : 'item.actions')}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            onClosed()
          }}
        >
          {onlyReminders ? (
            <RemindChoices {...choices} onPickTime={() => choices.onPickTime(choices.items)} />
          ) : (
            <ItemMenuChoices {...choices} />
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
