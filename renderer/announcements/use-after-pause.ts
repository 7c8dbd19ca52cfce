import { useEffect, useState } from 'react'
import { useWindow } from '../window-context.ts'

/** Each key interrupts a screen reader, so that what is said while one types is not heard. */
const pauseMs = 500

/**
 * Whether the user has not typed for a moment.
 *
 * @param typed the content of the field
 */
export function useAfterPause(typed: string): boolean {
  const { clock } = useWindow()
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    if (settled !== typed) return clock.after(pauseMs, () => setSettled(typed))
  }, [clock, typed, settled])
  return settled === typed
}
