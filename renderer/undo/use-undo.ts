import { useCallback, useEffect, useMemo, useState } from 'react'
import { isLetterKey } from '../keyboard.ts'
import { useWindow } from '../window-context.ts'
import { commandsThatRevert, doneOf, joined, type Undoable } from './undoable.ts'

export type { Undoable } from './undoable.ts'

/** Call it with what was just done, beside the command that does it. */
export type OfferUndo = (action: Undoable) => void

const offerMs = 8000

/**
 * The last action, while undo is offered for it. What is done with items one after the other is undone together. A
 * deletion is offered only when it is in the file: it may have failed.
 */
export function useUndo() {
  const { bridge, clock, snapshot } = useWindow()
  const [requested, setRequested] = useState<Undoable | null>(null)
  const [held, setHeld] = useState(false)

  // Another list in each snapshot, with the same keys.
  const deletedKeys = JSON.stringify(snapshot.deleted)
  const { markedRead } = snapshot
  const offered = useMemo(
    () => doneOf(requested, { deleted: JSON.parse(deletedKeys), markedRead }),
    [requested, deletedKeys, markedRead],
  )

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
      for (const command of commandsThatRevert(requested)) bridge.send(command)
      setRequested(null)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [bridge, requested])

  // The same function in every render: the rows of the list depend on it.
  const offer: OfferUndo = useCallback((action) => setRequested((last) => joined(last, action)), [])
  const dismiss = () => {
    setRequested(null)
    setHeld(false)
  }
  return {
    offered,
    dismiss,
    undo: () => {
      if (offered !== null) for (const command of commandsThatRevert(offered)) bridge.send(command)
      dismiss()
    },
    /** Keeps the offer open while the pointer or the focus is on it. */
    hold: setHeld,
    offer,
  }
}
