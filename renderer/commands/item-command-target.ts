import { createContext, useContext, useLayoutEffect, useRef } from 'react'
import type { ListCommand } from './list-commands.ts'

/**
 * What carries out the commands for items: the list of the history, which knows the active item and the selection. Keys,
 * the palette and menus all end here.
 */
export interface ItemCommandTarget {
  /** How many items are selected. Zero: commands are about the active item. */
  readonly selectedCount: number
  /** Whether the command would do anything now, as `download` only where there is an offer. */
  readonly applies: (command: ListCommand) => boolean
  /** Called only for commands that apply. Moves the focus for commands that move, also when it is elsewhere. */
  readonly run: (command: ListCommand) => void
}

/** Where the list registers. There is at most one list, so the last one counts. */
export interface ItemCommands {
  /** Null: no list is on screen. */
  readonly current: () => ItemCommandTarget | null
  /** Returns a function that takes it back. */
  readonly register: (target: () => ItemCommandTarget) => () => void
}

export function createItemCommands(): ItemCommands {
  let registered: (() => ItemCommandTarget) | null = null
  return {
    current: () => registered?.() ?? null,
    register: (target) => {
      registered = target
      return () => {
        if (registered === target) registered = null
      }
    },
  }
}

export const ItemCommandsContext = createContext<ItemCommands | null>(null)

function useItemCommands(): ItemCommands {
  const commands = useContext(ItemCommandsContext)
  if (commands === null) throw new Error('there is no ItemCommandsContext around this component')
  return commands
}

/** Makes this list the target of the commands, as long as it is on screen. The newest `target` counts. */
export function useItemCommandTarget(target: ItemCommandTarget): void {
  const commands = useItemCommands()
  const newest = useRef(target)
  useLayoutEffect(() => {
    newest.current = target
  })
  // Before the paint, like the keys themselves: none that follows it is lost.
  useLayoutEffect(() => commands.register(() => newest.current), [commands])
}
