import { useEffect, useState } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import { useI18n } from '../../i18n/i18n.ts'
import type { ItemActions } from '../item-actions.ts'
import type { ItemOrigin } from '../item-origin.ts'
import { itemText } from '../item-text.ts'
import type { ItemRow, Stop } from '../rows.ts'
import type { HistoryPosition } from '../use-history-position.ts'
import type { useRovingFocus } from '../use-roving-focus.ts'
import { ItemMenu } from './item-menu.tsx'
import { anchorAt, type MenuAnchor } from './menu-anchor.ts'
import { RemindDialog } from './remind-dialog.tsx'

export interface ItemMenuOptions {
  readonly selected: readonly Item[]
  readonly focus: Pick<ReturnType<typeof useRovingFocus>, 'activate' | 'focusActive'>
  /** The row of an item; undefined: it has gone. */
  readonly rowOf: (key: Item['key']) => Stop | undefined
  readonly actions: ItemActions
  readonly originOf: (item: Item) => ItemOrigin | null
  readonly position: Pick<HistoryPosition, 'remindOf' | 'onRemindAsked'>
}

interface OpenMenu {
  readonly key: Item['key']
  readonly anchor: MenuAnchor
  /** Everything that can be done, or when to be reminded. */
  readonly choices: 'all' | 'reminders'
}

export type ItemMenuState = ReturnType<typeof useItemMenu>

/** The menu of the list, and the dialog that it leads to. */
export function useItemMenu({ selected, focus, rowOf, actions, originOf, position }: ItemMenuOptions) {
  const { t } = useI18n()
  const [open, setOpen] = useState<OpenMenu | null>(null)
  const [returnTo, setReturnTo] = useState<Element | Item['key'] | null>(null)
  const [picking, setPicking] = useState<readonly Item[]>([])
  const row = open === null ? undefined : rowOf(open.key)
  // The menu of a selected row is that of all of them.
  const items = row?.kind !== 'item' ? [] : selected.includes(row.item) ? selected : row.items
  const [one] = picking
  const { remindOf, onRemindAsked } = position
  const asked = remindOf === null ? undefined : rowOf(remindOf)

  // Its row is there as soon as the list has jumped to it.
  useEffect(() => {
    if (asked?.kind !== 'item') return
    setPicking([asked.item])
    onRemindAsked()
  }, [asked, onRemindAsked])

  function returnFocus() {
    if (picking.length > 0) return
    if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus()
    else if (typeof returnTo === 'number') focus.activate(returnTo)
    else focus.focusActive()
  }

  return {
    /** The item whose menu is open; null: none is. */
    openKey: open?.key ?? null,
    /** Opens the menu of a row; the focus goes back to the row. */
    open: ({ item: { key } }: ItemRow, anchor: MenuAnchor) => {
      setReturnTo(key)
      setOpen({ key, anchor, choices: 'all' })
    },
    /** Opens the menu of a row below its button. */
    openRow: ({ item: { key } }: ItemRow, button: Element, choices: OpenMenu['choices']) => {
      setReturnTo(key)
      setOpen({ key, anchor: anchorAt(button), choices })
    },
    /** Opens the menu below a button; the focus goes back to it. */
    openAt: ({ key }: Item, button: Element) => {
      setReturnTo(button)
      setOpen({ key, anchor: anchorAt(button), choices: 'all' })
    },
    pickTime: setPicking,
    element: (
      <>
        <ItemMenu
          anchor={open?.anchor ?? null}
          onlyReminders={open?.choices === 'reminders'}
          items={items}
          originOf={originOf}
          actions={actions}
          onPickTime={setPicking}
          onClose={() => setOpen(null)}
          onClosed={returnFocus}
        />
        <RemindDialog
          subject={
            one === undefined
              ? null
              : picking.length > 1
                ? t('select.count', { count: picking.length })
                : itemText(one, t).title
          }
          onClose={() => setPicking([])}
          onChoose={(at) => actions.remind(picking, { kind: 'at', at })}
          onClosed={returnFocus}
        />
      </>
    ),
  }
}
