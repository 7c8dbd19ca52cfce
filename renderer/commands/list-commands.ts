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
  next: { ...move, text: 'command.next', keys: [press('ArrowDown'), press('j')] },
  previous: { ...move, text: 'command.previous', keys: [press('ArrowUp'), press('k')] },
  'next-page': { ...move, text: 'command.next-page', keys: [press('PageDown')] },
  'previous-page': { ...move, text: 'command.previous-page', keys: [press('PageUp')] },
  first: { ...move, text: 'command.first', keys: [press('Home')] },
  last: { ...move, text: 'command.last', keys: [press('End')] },
  /** Between the list and the details beside it. */
  'other-pane': {
    ...{ ...list, group: 'move', keysOnly: true },
    text: 'command.other-pane',
    keys: [press('F6')],
  },

  /** Selects the active item, or takes it out of the selection. */
  select: { ...select, text: 'command.select', keys: [press('x')], keysOnly: true },
  'extend-next': {
    ...{ ...select, repeats: true, keysOnly: true },
    text: 'command.extend-next',
    keys: [shift('ArrowDown'), shift('j')],
  },
  'extend-previous': {
    ...{ ...select, repeats: true, keysOnly: true },
    text: 'command.extend-previous',
    keys: [shift('ArrowUp'), shift('k')],
  },
  'select-all': { ...select, text: 'command.select-all', keys: [mod('a')] },
  'clear-selection': {
    ...select,
    text: 'select.clear',
    when: ['history', 'selection'],
    keys: [press('Escape')],
  },

  /** Opens the item's page in the browser. An item without one is unfolded, or the focus moves to its details. */
  open: { ...item, text: 'command.open', keys: [press('Enter')] },
  'open-page': { ...item, text: 'item.open', keys: [press('o')] },
  /** Shows the whole text in the list, where there is no room for details beside it. */
  unfold: { ...item, text: 'item.more', keys: [press(forwardArrow)], keysOnly: true },
  fold: { ...item, text: 'item.less', keys: [press(backwardArrow)], keysOnly: true },
  'toggle-read': {
    ...item,
    text: 'command.toggle-read',
    menuTexts: { off: 'item.mark-read', on: 'item.mark-unread' },
    keys: [press('u')],
  },
  'mark-unread': { ...item, text: 'item.mark-unread', keys: [shift('u')] },
  delete: {
    ...item,
    text: 'item.delete',
    keys: [shownOn('pc', press('Delete')), shownOn('mac', press('Backspace'))],
  },
  download: { ...item, text: 'download.get', keys: [press('d')] },
  pin: {
    ...item,
    text: 'command.toggle-pin',
    menuTexts: { off: 'item.pin', on: 'item.unpin' },
    keys: [press('p')],
  },
  /** Asks when to remind the user. */
  snooze: { ...item, text: 'command.snooze', keys: [press('s')] },
  /** Mutes the category of the items, or no longer. The menus name the category by texts of their own. */
  mute: { ...item, text: 'command.toggle-mute', keys: [press('m')] },
  /** Ctrl+C copies what is selected as text, if something is. */
  copy: { ...item, text: 'item.copy-text', keys: [press('c'), mod('c')] },
  menu: {
    ...{ ...item, keysOnly: true },
    text: 'command.item-menu',
    keys: [shift('F10')],
    nativeOn: 'pc',
  },
} as const satisfies Readonly<Record<string, CommandEntry>>

export type ListCommand = keyof typeof listCommands

export function isListCommand(name: string): name is ListCommand {
  return Object.hasOwn(listCommands, name)
}
