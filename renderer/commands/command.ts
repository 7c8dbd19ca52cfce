import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { WindowCommand } from '../../electron/window/contract.ts'
import type { Keyboard } from '../keyboard.ts'
import type { SettingsTab } from '../settings/setting-list.ts'
import type { Shortcut } from './shortcut.ts'

/** Something the user can do, as data: how it is named, by which keys, when, and what it does. */
export interface CommandEntry {
  /** Names it in the overlay and the palette. */
  readonly text: TextKey
  /** What the text belongs to, as in "Pause notifications: For 1 hour". */
  readonly under?: TextKey
  /** Its name in a menu, where that depends on the item: for one that is not read, pinned or muted, and for one that is. */
  readonly menuTexts?: { readonly off: TextKey; readonly on: TextKey }
  readonly group: CommandGroup
  /** Each of them works. Menus show the first that the user's keyboard has. */
  readonly keys: readonly Shortcut[]
  /** All of them must hold. */
  readonly when: readonly Condition[]
  readonly does: CommandAction
  /** On this keyboard the browser makes an event of its own of the key, and the page handles that. */
  readonly nativeOn?: Keyboard
  /** Goes on while the key is held down. */
  readonly repeats?: true
  /** By its keys from within a field, a menu or a dialog, too. */
  readonly everywhere?: true
  /** Only by keys: the palette would be no shorter way. */
  readonly keysOnly?: true
}

/** The headings of the overlay. */
export type CommandGroup = 'general' | 'move' | 'select' | 'item' | 'show'

export const conditionNames = [
  /** The page that is on screen. */
  'history',
  'settings',
  /** There is a server. */
  'server',
  'paused',
  'not-paused',
  'unread',
  /** The list shows only what was searched for. */
  'searched',
  'undoable',
  /** Some items are selected. */
  'selection',
] as const

export type Condition = (typeof conditionNames)[number]

export type CommandAction =
  | { readonly kind: 'send'; readonly command: WindowCommand }
  | { readonly kind: 'page'; readonly page: SettingsTab | 'history' }
  | { readonly kind: 'show'; readonly show: WindowFilter['show'] }
  | { readonly kind: 'window'; readonly does: WindowAction }
  /** What the list does, see `ItemCommandTarget`. */
  | { readonly kind: 'list' }
  /** The browser or the main process handles its keys: here it is only named. */
  | { readonly kind: 'system' }

export type WindowAction =
  | 'open-palette'
  | 'open-shortcuts'
  | 'search'
  | 'clear-search'
  | 'mark-shown-read'
  | 'undo'
  | 'close'
