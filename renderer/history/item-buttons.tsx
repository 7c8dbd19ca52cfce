import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import { canToggleRead, isAnyUnread } from './item-abilities.ts'
import type { ItemActions } from './item-actions.ts'
import styles from './item-buttons.module.css'

export interface ItemButtonsProps {
  /** What the row stands for, newest first. */
  readonly items: readonly Item[]
  /** Whether the Tab key reaches the buttons. */
  readonly reachable: boolean
  /** Whether the rest of the texts is shown; null: there is nothing more to show. */
  readonly unfold: { readonly unfolded: boolean } | null
  readonly menuOpen: boolean
  readonly actions: ItemActions
  readonly onUnfold: () => void
  readonly onMenu: (button: Element) => void
}

/** The buttons of a row. They take the place of its time while the pointer or the focus is on it. */
export function ItemButtons(props: ItemButtonsProps) {
  const { items, reachable, unfold, menuOpen, actions, onUnfold, onMenu } = props
  const { t } = useI18n()
  const isRead = !isAnyUnread(items)
  const button = { variant: 'smallIcon', size: 14, tabIndex: reachable ? 0 : -1 } as const
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.buttons} role="group" aria-label={t('item.actions')}>
      {unfold !== null && (
        <IconButton
          {...button}
          className={styles.unfold ?? ''}
          icon="chevron"
          label={t(unfold.unfolded ? 'item.less' : 'item.more')}
          aria-expanded={unfold.unfolded}
          onClick={onUnfold}
        />
      )}
      {items.some(canToggleRead) && (
        <IconButton
          {...button}
          icon={isRead ? 'dot' : 'check'}
          label={t(isRead ? 'item.mark-unread' : 'item.mark-read')}
          onClick={() => actions.toggleRead(items)}
        />
      )}
      <IconButton
        {...button}
        className={styles.delete ?? ''}
        icon="bin"
        label={t('item.delete')}
        onClick={() => actions.remove(items)}
      />
      <IconButton
        {...button}
        icon="more"
        label={t('item.more-actions')}
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        onClick={(event) => onMenu(event.currentTarget)}
      />
    </div>
  )
}
