import { useEffect, useMemo, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import type { WindowCommand } from '../../electron/window/contract.ts'
import { isLetterKey } from '../keyboard.ts'
import { useWindow } from '../window-context.ts'

interface DeletedItem {
  readonly key: Item['key']
  readonly title: string
}

/** An action that can be undone. */
export type Undoable =
  | { readonly kind: 'deleted'; readonly items: readonly DeletedItem[] }
  | {
      readonly kind: 'muted' | 'unmuted'
      readonly category: string
      readonly mutedBefore: readonly string[]
    }
  | { readonly kind: 'server-muted' | 'server-unmuted'; readonly server: ServerKey; readonly name: string }

export type OfferUndo = (action: Undoable) => void

const offerMs = 8000

/**
 * The last action, while undo is offered for it. Items deleted one after the other are restored together. A deletion is
 * offered only when it is in the file: it may have failed.
 */
export function useUndo() {
  const { bridge, clock, snapshot } = useWindow()
  const [requested, setRequested] = useState<Undoable | null>(null)
  const [held, setHeld] = useState(false)

  // Another list in each snapshot, with the same keys.
  const deletedKeys = JSON.stringify(snapshot.deleted)
  const offered = useMemo(() => doneOf(requested, JSON.parse(deletedKeys)), [requested, deletedKeys])

  useEffect(() => {
    if (requested === null || held) return
    return clock.after(offerMs, () => setRequested(null))
  }, [clock, requested, held])

  useEffect(() => {
    if (requested === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.matches('input, textarea')
      const isUndo = isLetterKey(event, 'z') && (event.ctrlKey || event.metaKey) && !event.shiftKey
      if (typing || !isUndo) return
      event.preventDefault()
      bridge.send(commandThatReverts(requested))
      setRequested(null)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [bridge, requested])

  const dismiss = () => {
    setRequested(null)
    setHeld(false)
  }
  return {
    offered,
    dismiss,
    undo: () => {
      if (offered !== null) bridge.send(commandThatReverts(offered))
      dismiss()
    },
    /** Keeps the offer open while the pointer or the focus is on it. */
    hold: setHeld,
    offer: (action: Undoable) => setRequested((last) => merged(last, action)),
  }
}

function merged(last: Undoable | null, action: Undoable): Undoable {
  if (last?.kind !== 'deleted' || action.kind !== 'deleted') return action
  return { ...action, items: [...last.items, ...action.items] }
}

/** What of the action is done; null: nothing. */
function doneOf(action: Undoable | null, deleted: readonly Item['key'][]): Undoable | null {
  if (action?.kind !== 'deleted') return action
  const items = action.items.filter(({ key }) => deleted.includes(key))
  return items.length === 0 ? null : { ...action, items }
}

function commandThatReverts(action: Undoable): WindowCommand {
  switch (action.kind) {
    case 'deleted':
      return { type: 'undo-delete', keys: action.items.map(({ key }) => key) }
    case 'muted':
    case 'unmuted':
      return { type: 'change-settings', change: { mutedCategories: action.mutedBefore } }
    case 'server-muted':
    case 'server-unmuted': {
      const change = { muted: action.kind === 'server-unmuted' }
      return { type: 'change-server', server: action.server, change }
    }
    default:
      return action satisfies never
  }
}
