import { useEffect, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { Bridge } from '../../electron/window/contract.ts'
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

export type OfferUndo = (done: Undoable) => void

const offeredMs = 8000

/** The last action, while undo is offered for it. Items deleted one after the other are restored together. */
export function useUndo() {
  const { bridge, clock } = useWindow()
  const [offered, setOffered] = useState<Undoable | null>(null)
  const [held, setHeld] = useState(false)

  useEffect(() => {
    if (offered === null || held) return
    return clock.after(offeredMs, () => setOffered(null))
  }, [clock, offered, held])

  const dismiss = () => {
    setOffered(null)
    setHeld(false)
  }
  const undo = () => {
    if (offered !== null) takeBack(bridge, offered)
    dismiss()
  }

  useEffect(() => {
    if (offered === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.matches('input, textarea')
      if (typing || event.shiftKey || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey))
        return
      event.preventDefault()
      takeBack(bridge, offered)
      setOffered(null)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [bridge, offered])

  return {
    offered,
    undo,
    dismiss,
    /** Keeps the offer open while the pointer or the focus is on it. */
    hold: setHeld,
    offer: (done: Undoable) => setOffered((before) => joined(before, done)),
  }
}

function joined(before: Undoable | null, done: Undoable): Undoable {
  if (before?.kind !== 'deleted' || done.kind !== 'deleted') return done
  return { ...done, keys: [...before.keys, ...done.keys] }
}

function takeBack(bridge: Bridge, done: Undoable): void {
  if (done.kind === 'deleted') bridge.send({ type: 'undo-delete', keys: done.keys })
  else bridge.send({ type: 'change-settings', change: { mutedCategories: done.mutedBefore } })
}
