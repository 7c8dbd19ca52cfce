import { DropdownMenu } from 'radix-ui'
import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import { Icon, type IconName } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { canToggleRead, type ItemActions } from './item-actions.ts'
import type { ItemOrigin } from './item-origin.ts'
import styles from './item-toolbar.module.css'
import { outcomeText } from './outcome-text.ts'

interface ItemMenuProps {
  readonly item: Item
  readonly muted: boolean
  /** The server that it came from; null: there is only one. */
  readonly origin: ItemOrigin | null
  readonly actions: ItemActions
}

export interface ItemToolbarProps extends ItemMenuProps {
  /** Whether the Tab key reaches the buttons. */
  readonly reachable: boolean
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** The menu has closed, and the focus must move on. */
  readonly onClosed: () => void
}

/** The buttons and the menu of an item, visible while the pointer or the focus is on it. */
export function ItemToolbar(props: ItemToolbarProps) {
  const { item, muted, origin, reachable, open, onOpenChange, onClosed, actions } = props
  const { t } = useI18n()
  const button = { variant: 'smallIcon', size: 14, tabIndex: reachable ? 0 : -1 } as const
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('item.actions')}>
      {canToggleRead(item) && (
        <IconButton
          {...button}
          icon={item.read ? 'dot' : 'check'}
          label={t(item.read ? 'item.markUnread' : 'item.markRead')}
          onClick={() => actions.toggleRead(item)}
        />
      )}
      <IconButton {...button} icon="bin" label={t('item.delete')} onClick={() => actions.remove(item)} />
      <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
        <DropdownMenu.Trigger asChild>
          <IconButton {...button} icon="more" label={t('item.moreActions')} />
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
            <ItemMenu item={item} muted={muted} origin={origin} actions={actions} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  )
}

/** Everything that can be done with an item. */
function ItemMenu({ item, muted, origin, actions }: ItemMenuProps) {
  const i18n = useI18n()
  const { t, isolate } = i18n
  const { category, download } = item
  const outcome = outcomeText(item, i18n)
  const isActive = download?.kind === 'queued' || download?.kind === 'running'
  return (
    <>
      {item.url !== null && (
        <Choice
          icon="link"
          label={t('item.open')}
          keys={t('about.key.enter')}
          onSelect={() => actions.open(item)}
        />
      )}
      {item.offer !== null && !isActive && download?.kind !== 'done' && (
        <Choice icon="download" label={t('download.get')} onSelect={() => actions.download(item)} />
      )}
      {isActive && (
        <Choice icon="cross" label={t('download.cancel')} onSelect={() => actions.cancelDownload(item)} />
      )}
      {download?.kind === 'done' && (
        <Choice icon="folder" label={t('download.show')} onSelect={() => actions.showDownload(item)} />
      )}
      {canToggleRead(item) && (
        <Choice
          icon={item.read ? 'dot' : 'check'}
          label={t(item.read ? 'item.markUnread' : 'item.markRead')}
          keys={t('about.key.read')}
          onSelect={() => actions.toggleRead(item)}
        />
      )}
      {category !== null && (
        <Choice
          icon={muted ? 'bell' : 'bell-off'}
          label={t(muted ? 'item.unmute' : 'item.mute', { category })}
          onSelect={() => actions.toggleMute(category)}
        />
      )}
      {origin !== null && origin.server !== null && (
        <Choice
          icon={origin.muted ? 'bell' : 'bell-off'}
          label={t(origin.muted ? 'item.unmuteServer' : 'item.muteServer')}
          onSelect={() => actions.toggleServerMute(origin)}
        />
      )}
      <DropdownMenu.Separator className={menu.line} />
      <Choice
        icon="bin"
        danger
        label={t('item.delete')}
        keys={t('about.key.delete')}
        onSelect={() => actions.remove(item)}
      />
      {(outcome !== null || origin !== null) && <DropdownMenu.Separator className={menu.line} />}
      {origin !== null && (
        <DropdownMenu.Label className={menu.heading}>
          {t('item.from', { server: isolate(origin.source.name) })}
        </DropdownMenu.Label>
      )}
      {outcome !== null && (
        <DropdownMenu.Label className={menu.heading} dir="auto">
          {outcome}
        </DropdownMenu.Label>
      )}
    </>
  )
}

interface ChoiceProps {
  readonly icon: IconName
  readonly label: string
  /** The keys for the same action in the list. */
  readonly keys?: string
  readonly danger?: boolean
  readonly onSelect: () => void
}

function Choice({ icon, label, keys, danger = false, onSelect }: ChoiceProps) {
  return (
    <DropdownMenu.Item className={menu.choice} data-danger={danger ? '' : undefined} onSelect={onSelect}>
      <Icon name={icon} size={14} />
      <span className={menu.text}>{label}</span>
      {keys !== undefined && (
        <span className={menu.keys} aria-hidden="true">
          {keys}
        </span>
      )}
    </DropdownMenu.Item>
  )
}
