import { DropdownMenu } from 'radix-ui'
import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { canToggleRead, type ItemActions } from './item-actions.ts'
import { ItemMenu } from './item-menu.tsx'
import styles from './item-toolbar.module.css'

export interface ItemToolbarProps {
  readonly item: Item
  readonly muted: boolean
  /** Whether the Tab key reaches the buttons. */
  readonly reachable: boolean
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** The menu has closed, and the focus must move on. */
  readonly onClosed: () => void
  readonly actions: ItemActions
}

/** The buttons and the menu of an item, visible while the pointer or the focus is on it. */
export function ItemToolbar(props: ItemToolbarProps) {
  const { item, muted, reachable, open, onOpenChange, onClosed, actions } = props
  const { t } = useI18n()
  const tabIndex = reachable ? 0 : -1
  const readLabel = t(item.read ? 'item.markUnread' : 'item.markRead')
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('item.actions')}>
      {canToggleRead(item) && (
        <button
          type="button"
          className={styles.button}
          tabIndex={tabIndex}
          aria-label={readLabel}
          title={readLabel}
          onClick={() => actions.toggleRead(item)}
        >
          <Icon name={item.read ? 'dot' : 'check'} size={14} />
        </button>
      )}
      <button
        type="button"
        className={styles.button}
        tabIndex={tabIndex}
        aria-label={t('item.delete')}
        title={t('item.delete')}
        onClick={() => actions.remove(item)}
      >
        <Icon name="bin" size={14} />
      </button>
      <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
        <DropdownMenu.Trigger
          className={styles.button}
          tabIndex={tabIndex}
          aria-label={t('item.moreActions')}
          title={t('item.moreActions')}
        >
          <Icon name="more" size={14} />
        </DropdownMenu.Trigger>
        {/* Outside of the row, which is positioned by a transform, but inside the landmark. */}
        <DropdownMenu.Portal container={document.querySelector('main')}>
          <DropdownMenu.Content
            className={menu.menu}
            align="end"
            sideOffset={2}
            collisionPadding={8}
            onCloseAutoFocus={(event) => {
              event.preventDefault()
              onClosed()
            }}
          >
            <ItemMenu item={item} muted={muted} actions={actions} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  )
}
