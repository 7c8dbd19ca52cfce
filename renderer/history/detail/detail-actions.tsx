import type { Item } from '../../../electron/model/item.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Button, IconButton } from '../../style/button.tsx'
import { Icon } from '../../style/icons.tsx'
import { canToggleRead } from '../item-abilities.ts'
import type { ItemActions } from '../item-actions.ts'
import styles from './detail-actions.module.css'

export interface DetailActionsProps {
  readonly item: Item
  readonly actions: ItemActions
  readonly onMenu: (button: Element) => void
}

/** The buttons of the item whose details are shown; the others are in its menu. */
export function DetailActions({ item, actions, onMenu }: DetailActionsProps) {
  const { t } = useI18n()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.actions} role="group" aria-label={t('item.actions')}>
      {item.url !== null && (
        <Button variant="filled" onClick={() => actions.open(item)}>
          <Icon name="link" size={14} />
          {t('item.open')}
        </Button>
      )}
      {canToggleRead(item) && (
        <IconButton
          icon={item.read ? 'dot' : 'check'}
          label={t(item.read ? 'item.mark-unread' : 'item.mark-read')}
          onClick={() => actions.toggleRead([item])}
        />
      )}
      <IconButton
        icon="pin"
        label={t(item.pinned ? 'item.unpin' : 'item.pin')}
        data-on={item.pinned ? '' : undefined}
        onClick={() => actions.togglePin([item])}
      />
      <IconButton icon="copy" label={t('item.copy-text')} onClick={() => actions.copyText([item])} />
      <IconButton icon="bin" label={t('item.delete')} onClick={() => actions.remove([item])} />
      <IconButton
        icon="more"
        label={t('item.more-actions')}
        aria-haspopup="menu"
        onClick={(event) => onMenu(event.currentTarget)}
      />
    </div>
  )
}
