import { DropdownMenu } from 'radix-ui'
import type { Item } from '../../../electron/model/item.ts'
import { useCommandKeys } from '../../commands/use-command-keys.ts'
import { useI18n } from '../../i18n/i18n.ts'
import menu from '../../style/menu.module.css'
import { useWindow } from '../../window-context.ts'
import { canRemind, canToggleRead, downloadStateOf, isAnyUnread } from '../item-abilities.ts'
import type { ItemActions } from '../item-actions.ts'
import type { ItemOrigin } from '../item-origin.ts'
import { outcomeText } from '../outcome-text.ts'
import { linksOf } from './item-links.ts'
import { MenuChoice, Submenu } from './menu-choice.tsx'
import { MuteChoices } from './mute-choices.tsx'
import { RemindChoices } from './remind-choices.tsx'

export interface ItemMenuChoicesProps {
  /** What the menu is for: a row, or all selected rows. */
  readonly items: readonly Item[]
  /** The server that an item came from; null: there is only one. */
  readonly originOf: (item: Item) => ItemOrigin | null
  readonly actions: ItemActions
  readonly onPickTime: (items: readonly Item[]) => void
}

/** Everything that can be done with an item, or with several. */
export function ItemMenuChoices({ items, originOf, actions, onPickTime }: ItemMenuChoicesProps) {
  const { t } = useI18n()
  const { keysOf } = useCommandKeys()
  const single = items.length === 1 ? (items[0] ?? null) : null
  const isAllPinned = items.every(({ pinned }) => pinned)
  return (
    <>
      {single !== null && <OpenChoices item={single} actions={actions} />}
      {items.some(canToggleRead) && (
        <MenuChoice
          icon={isAnyUnread(items) ? 'check' : 'dot'}
          label={t(isAnyUnread(items) ? 'item.mark-read' : 'item.mark-unread')}
          hint={keysOf('toggle-read')}
          onSelect={() => actions.toggleRead(items)}
        />
      )}
      <MenuChoice
        icon="pin"
        label={t(isAllPinned ? 'item.unpin' : 'item.pin')}
        hint={keysOf('pin')}
        onSelect={() => actions.togglePin(items)}
      />
      {items.some(canRemind) && (
        <Submenu icon="alarm" label={t('remind.label')}>
          <RemindChoices items={items} actions={actions} onPickTime={() => onPickTime(items)} />
        </Submenu>
      )}
      <DropdownMenu.Separator className={menu.line} />
      <MenuChoice
        icon="copy"
        label={t('item.copy-text')}
        hint={keysOf('copy')}
        onSelect={() => actions.copyText(items)}
      />
      {single !== null && <CopyLinkChoices item={single} actions={actions} />}
      <MuteChoices items={items} originOf={originOf} actions={actions} />
      {single !== null && (
        <MenuChoice icon="filter" label={t('item.make-rule')} onSelect={() => actions.makeRule(single)} />
      )}
      <DropdownMenu.Separator className={menu.line} />
      <MenuChoice
        icon="bin"
        danger
        label={t('item.delete')}
        hint={keysOf('delete')}
        onSelect={() => actions.remove(items)}
      />
      {single !== null && <Facts item={single} origin={originOf(single)} />}
    </>
  )
}

interface SingleProps {
  readonly item: Item
  readonly actions: ItemActions
}

/** The page of an item, and its file. */
function OpenChoices({ item, actions }: SingleProps) {
  const { clock } = useWindow()
  const { t } = useI18n()
  const { keysOf } = useCommandKeys()
  const download = downloadStateOf(item, clock.now())
  return (
    <>
      {item.url !== null && (
        <MenuChoice
          icon="link"
          label={t('item.open')}
          hint={keysOf('open')}
          onSelect={() => actions.open(item)}
        />
      )}
      {download === 'offered' && (
        <MenuChoice
          icon="download"
          label={t('download.get')}
          hint={keysOf('download')}
          onSelect={() => actions.download([item], clock.now())}
        />
      )}
      {download === 'active' && (
        <MenuChoice icon="cross" label={t('download.cancel')} onSelect={() => actions.cancelDownload(item)} />
      )}
      {download === 'done' && (
        <>
          <MenuChoice
            icon="file-open"
            label={t('download.open')}
            onSelect={() => actions.openDownload(item)}
          />
          <MenuChoice icon="folder" label={t('download.show')} onSelect={() => actions.showDownload(item)} />
        </>
      )}
    </>
  )
}

function CopyLinkChoices({ item, actions }: SingleProps) {
  const { t } = useI18n()
  const links = linksOf(item)
  const [only] = links
  if (only === undefined) return null
  const copy = (index: number | null) => actions.copyLink(item, index)
  if (links.length === 1)
    return <MenuChoice icon="link" label={t('item.copy-link')} onSelect={() => copy(only.index)} />
  return (
    <Submenu icon="link" label={t('item.copy-link')}>
      {links.map(({ index, url }) => (
        <MenuChoice
          key={url}
          icon="copy"
          label={url.replace(/^https?:\/\//, '')}
          onSelect={() => copy(index)}
        />
      ))}
    </Submenu>
  )
}

/** Where the item came from, and what became of its notification. */
function Facts({ item, origin }: { readonly item: Item; readonly origin: ItemOrigin | null }) {
  const i18n = useI18n()
  const outcome = outcomeText(item, i18n)
  if (outcome === null && origin === null) return null
  return (
    <>
      <DropdownMenu.Separator className={menu.line} />
      {origin !== null && (
        <DropdownMenu.Label className={menu.heading}>
          {i18n.t('item.from', { server: i18n.isolate(origin.source.name) })}
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
