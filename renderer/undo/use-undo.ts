import { useEffect, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { Bridge } from '../../electron/window/contract.ts'
import { isLetterKey } from '../keyboard.ts'
import { useWindow } from '../window-context.ts'

/** An action that can be undone. */
export type Undoable =
  /** `title` is that of the last item. */
  | { readonly kind: 'deleted'; readonly keys: readonly Item['key'][]; readonly title: string }
  | {
      readonly kind: 'muted' | 'unmuted'
      readonly category: string
      readonly mutedBefore: readonly string[]
    }

export type OfferUndo = (action: Undoable) => void

const offerMs = 8000

/** The last action, while undo is offered for it. Items deleted one after the other are restored together. */
export function useUndo() {
  const { bridge, clock } = useWindow()
  const [offered, setOffered] = useState<Undoable | null>(null)
  const [held, setHeld] = useState(false)

  useEffect(() => {
    if (offered === null || held) return
    return clock.after(offerMs, () => setOffered(null))
  }, [clock, offered, held])

  useEffect(() => {
    if (offered === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.matches('input, textarea')
      const isUndo = isLetterKey(event, 'z') && (event.ctrlKey || event.metaKey) && !event.shiftKey
      if (typing || !isUndo) return
      event.preventDefault()
      revert(bridge, offered)
      setOffered(null)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [bridge, offered])

  const dismiss = () => {
    setOffered(null)
    setHeld(false)
  }
  return {
    offered,
    dismiss,
    undo: () => {
      if (offered !== null) revert(bridge, offered)
      dismiss()
    },
    /** Keeps the offer open while the pointer or the focus is on it. */
    hold: setHeld,
    offer: (action: Undoable) => setOffered((last) => merged(last, action)),
  }
}

function merged(last: Undoable | null, action: Undoable): Undoable {
  if (last?.kind !== 'deleted' || action.kind !== 'deleted') return action
  return { ...action, keys: [...last.keys, ...action.keys] }
}

function revert(bridge: Bridge, action: Undoable): void {
  if (action.kind === 'deleted') bridge.send({ type: 'undo-delete', keys: action.keys })
  else bridge.send({ type: 'change-settings', change: { mutedCategories: action.mutedBefore } })
}
