import type { CommandEntry } from './command.ts'
import { backwardArrow, forwardArrow, mod, press, shift, shownOn } from './shortcut.ts'

const list = { when: ['history'], does: { kind: 'list' } } as const
const move = { ...list, group: 'move', repeats: true, keysOnly: true } as const
const select = { ...list, group: 'select' } as const
const item = { ...list, group: 'item' } as const

/**
 * What the list of the history does. Commands of the group `item` are about the selected items or, if none is selected,
 * about the active one; of the others, those that move the focus need no focus in the list.
 */
export const listCommands = {
  next: { ...move, text: 'window.command.next', keys: [press('ArrowDown'), press('j')] },
  previous: { ...move, text: 'window.command.previous', keys: [press('ArrowUp'), press('k')] },
  'next-page': { ...move, text: 'window.command.nextPage', keys: [press('PageDown')] },
  'previous-page': { ...move, text: 'window.command.previousPage', keys: [press('PageUp')] },
  first: { ...move, text: 'window.command.first', keys: [press('Home')] },
  last: { ...move, text: 'window.command.last', keys: [press('End')] },
  /** Between the list and the details beside it. */
  'other-pane': {
    ...{ ...list, group: 'move', keysOnly: true },
    text: 'window.command.otherPane',
    keys: [press('F6')],
  },

  /** Selects the active item, or takes it out of the selection. */
  select: { ...select, text: 'window.command.select', keys: [press('x')], keysOnly: true },
  'extend-next': {
    ...{ ...select, repeats: true, keysOnly: true },
    text: 'window.command.extendNext',
    keys: [shift('ArrowDown'), shift('j')],
  },
  'extend-previous': {
    ...{ ...select, repeats: true, keysOnly: true },
    text: 'window.command.extendPrevious',
    keys: [shift('ArrowUp'), shift('k')],
  },
  'select-all': { ...select, text: 'window.command.selectAll', keys: [mod('a')] },
  'clear-selection': {
    ...select,
    text: 'window.select.clear',
    when: ['history', 'selection'],
    keys: [press('Escape')],
  },

  /** Opens the item's page in the browser. An item without one is unfolded, or the focus moves to its details. */
  open: { ...item, text: 'window.command.open', keys: [press('Enter')] },
  'open-page': { ...item, text: 'window.item.open', keys: [press('o')] },
  /** Shows the whole text in the list, where there is no room for details beside it. */
  unfold: { ...item, text: 'window.item.more', keys: [press(forwardArrow)], keysOnly: true },
  fold: { ...item, text: 'window.item.less', keys: [press(backwardArrow)], keysOnly: true },
  'toggle-read': {
    ...item,
    text: 'window.command.toggleRead',
    menuTexts: { off: 'window.item.markRead', on: 'window.item.markUnread' },
    keys: [press('u')],
  },
  'mark-unread': { ...item, text: 'window.item.markUnread', keys: [shift('u')] },
  delete: {
    ...item,
    text: 'window.item.delete',
    keys: [shownOn('pc', press('Delete')), shownOn('mac', press('Backspace'))],
  },
  download: { ...item, text: 'window.download.get', keys: [press('d')] },
  pin: {
    ...item,
    text: 'window.command.togglePin',
    menuTexts: { off: 'window.item.pin', on: 'window.item.unpin' },
    keys: [press('p')],
  },
  /** Asks when to remind the user. */
  snooze: { ...item, text: 'window.command.snooze', keys: [press('s')] },
  /** Mutes the category of the items, or no longer. The menus name the category by texts of their own. */
  mute: { ...item, text: 'window.command.toggleMute', keys: [press('m')] },
  /** Ctrl+C copies what is selected as text, if something is. */
  copy: { ...item, text: 'window.item.copyText', keys: [press('c'), mod('c')] },
  menu: {
    ...{ ...item, keysOnly: true },
    text: 'window.command.itemMenu',
    keys: [shift('F10')],
    nativeOn: 'pc',
  },
} as const satisfies Readonly<Record<string, CommandEntry>>

export type ListCommand = keyof typeof listCommands

export function isListCommand(name: string): name is ListCommand {
  return Object.hasOwn(listCommands, name)
}
