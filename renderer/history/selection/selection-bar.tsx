import { DropdownMenu, Toolbar } from 'radix-ui'
import { type ReactNode, useMemo } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { IconButton } from '../../style/button.tsx'
import type { IconName } from '../../style/icons.tsx'
import menu from '../../style/menu.module.css'
import { useWindow } from '../../window-context.ts'
import { canDownload, canRemind, canToggleRead, isAnyUnread } from '../item-abilities.ts'
import type { ItemActions } from '../item-actions.ts'
import type { ItemOrigin } from '../item-origin.ts'
import { MuteChoices } from '../menu/mute-choices.tsx'
import { RemindChoices } from '../menu/remind-choices.tsx'
import styles from './selection-bar.module.css'

export interface SelectionBarProps {
  /** At least one. */
  readonly items: readonly Item[]
  readonly now: number
  /** How many are selected, in words. */
  readonly text: string
  readonly originOf: (item: Item) => ItemOrigin | null
  readonly actions: ItemActions
  readonly onPickTime: (items: readonly Item[]) => void
  readonly onClear: () => void
}

/** What can be done with all selected items. A toolbar: one stop of the Tab key, and arrow keys within. */
export function SelectionBar({
  items,
  now,
  text,
  originOf,
  actions,
  onPickTime,
  onClear,
}: SelectionBarProps) {
  const { clock } = useWindow()
  const { t } = useI18n()
  // There may be thousands of them.
  const { marksRead, isAllPinned, canRead, canBeReminded, canMute } = useMemo(
    () => ({
      marksRead: isAnyUnread(items),
      isAllPinned: items.every(({ pinned }) => pinned),
      canRead: items.some(canToggleRead),
      canBeReminded: items.some(canRemind),
      canMute: items.some((item) => item.category !== null || (originOf(item)?.server ?? null) !== null),
    }),
    [items, originOf],
  )
  const hasFile = useMemo(() => items.some((item) => canDownload(item, now)), [items, now])
  return (
    <Toolbar.Root
      className={styles.bar}
      data-bottom-bar=""
      aria-label={t('select.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
        event.preventDefault()
        onClear()
      }}
    >
      <span className={styles.count}>{text}</span>
      <div className={styles.tools}>
        <ToolButton
          icon={marksRead ? 'check' : 'dot'}
          label={t(marksRead ? 'item.mark-read' : 'item.mark-unread')}
          disabled={!canRead}
          onClick={() => actions.toggleRead(items)}
        />
        <ToolButton
          icon="pin"
          label={t(isAllPinned ? 'item.unpin' : 'item.pin')}
          onClick={() => actions.togglePin(items)}
        />
        <ToolMenu icon="alarm" label={t('remind.label')} disabled={!canBeReminded}>
          <RemindChoices items={items} actions={actions} onPickTime={() => onPickTime(items)} />
        </ToolMenu>
        <ToolMenu icon="bell-off" label={t('select.mute')} disabled={!canMute}>
          <MuteChoices items={items} originOf={originOf} actions={actions} />
        </ToolMenu>
        <ToolButton
          icon="download"
          label={t('download.get')}
          disabled={!hasFile}
          onClick={() => actions.download(items, clock.now())}
        />
        <ToolButton icon="copy" label={t('item.copy-text')} onClick={() => actions.copyText(items)} />
        <ToolButton
          icon="bin"
          label={t('item.delete')}
          onClick={() => {
            actions.remove(items)
            onClear()
          }}
        />
        <ToolButton icon="cross" label={t('select.clear')} onClick={onClear} />
      </div>
    </Toolbar.Root>
  )
}

interface ToolProps {
  readonly icon: IconName
  readonly label: string
  readonly disabled?: boolean
}

function ToolButton({ onClick, ...props }: ToolProps & { readonly onClick: () => void }) {
  return (
    <Toolbar.Button asChild>
      <IconButton {...props} onClick={onClick} />
    </Toolbar.Button>
  )
}

function ToolMenu({ children, ...props }: ToolProps & { readonly children: ReactNode }) {
  return (
    <DropdownMenu.Root modal={false}>
      <Toolbar.Button asChild>
        <DropdownMenu.Trigger asChild>
          <IconButton {...props} />
        </DropdownMenu.Trigger>
      </Toolbar.Button>
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content
          className={menu.menu}
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label={props.label}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
