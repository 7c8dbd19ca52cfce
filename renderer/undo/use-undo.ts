import { useCallback, useEffect, useMemo, useState } from 'react'
import { useAnnounce } from '../announcements/announcer.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { undoneText } from './undo-text.ts'
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
  const i18n = useI18n()
  const announce = useAnnounce()
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

  // The same function in every render: the rows of the list depend on it.
  const offer: OfferUndo = useCallback((action) => setRequested((last) => joined(last, action)), [])
  const dismiss = () => {
    setRequested(null)
    setHeld(false)
  }
  return {
    offered,
    dismiss,
    /** Whether there is something to undo, though it may not be in the file yet. */
    canUndo: requested !== null,
    undo: () => {
      const action = offered ?? requested
      dismiss()
      if (action === null) return
      for (const command of commandsThatRevert(action)) bridge.send(command)
      announce(undoneText(action, i18n))
    },
    /** Keeps the offer open while the pointer or the focus is on it. */
    hold: setHeld,
    offer,
  }
}
