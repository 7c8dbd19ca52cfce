import type { CommandEntry, Condition } from './command.ts'
import { type CommandName, commandNames, commandOf } from './command-list.ts'
import {
  isCharacter,
  isFunctionKey,
  isPressed,
  type KeyboardUse,
  type KeyPress,
  type Shortcut,
} from './shortcut.ts'

/** Where the focus is, as far as keys depend on it. */
export type FocusPlace =
  /** In the list of the history, or in the details of one of its items. */
  | 'list'
  | 'detail'
  /** In a field that takes text, or a choice that takes letters. */
  | 'field'
  /** In a menu or a dialog, which handle their own keys. */
  | 'popup'
  /** On anything else that can have the focus, such as a button. */
  | 'control'
  /** On nothing. */
  | 'nothing'

export interface KeyContext extends KeyboardUse {
  readonly focus: FocusPlace
  /** Whether what has the focus is activated by Enter, as a button or a link, wherever it is. */
  readonly takesEnter: boolean
  /** Whether a piece of text is selected, which Ctrl+C copies. */
  readonly hasTextSelected: boolean
  readonly conditions: ReadonlySet<Condition>
}

/**
 * The command that a key stands for; null: none, and the key is left to whatever has the focus. Which commands apply to
 * the active or selected items is not known here: see `ItemCommandTarget`.
 */
export function commandForKey(event: KeyPress, context: KeyContext): CommandName | null {
  return commandNames.find((name) => isMeant(commandOf(name), event, context)) ?? null
}

function isMeant(entry: CommandEntry, event: KeyPress, context: KeyContext): boolean {
  if (entry.does.kind === 'system' || entry.nativeOn === context.keyboard) return false
  if (event.repeat && entry.repeats !== true) return false
  if (!entry.when.every((condition) => context.conditions.has(condition))) return false
  const shortcut = entry.keys.find((key) => isPressed(key, event, context))
  return shortcut !== undefined && reaches(entry, shortcut, context)
}

/** Whether a shortcut works from where the focus is. */
function reaches(entry: CommandEntry, shortcut: Shortcut, context: KeyContext): boolean {
  const { focus, takesEnter, conditions } = context
  if (entry.everywhere === true) return true
  if (focus === 'popup') return false
  if (shortcut.key === 'Enter' && takesEnter) return false
  if (shortcut.mod && shortcut.key === 'c' && context.hasTextSelected) return false
  if (focus === 'field') return isFreeInFields(entry, shortcut)
  if (entry.does.kind !== 'list') return true
  const isFree = isCharacter(shortcut) || isFunctionKey(shortcut)
  switch (entry.group) {
    case 'item':
      return focus === 'list' || focus === 'detail' || conditions.has('selection')
    case 'move':
      // Other keys move within what has the focus, or scroll it.
      return isFree || focus === 'list' || focus === 'nothing'
    default:
      return shortcut.mod || focus === 'list' || conditions.has('selection')
  }
}

/** Whether a field for text leaves this shortcut to others. It undoes, copies and selects by itself. */
function isFreeInFields({ does, when }: CommandEntry, shortcut: Shortcut): boolean {
  if (does.kind === 'list' || shortcut.key === 'z') return false
  return shortcut.mod || isFunctionKey(shortcut) || (shortcut.key === 'Escape' && when.includes('settings'))
}
