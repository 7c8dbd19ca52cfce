import { useEffect, useState } from 'react'
import type { Bridge, View } from '../electron/window/contract.ts'

/** What the main process last said; null until it has said anything, which is at once. */
export function useView(bridge: Bridge): View | null {
  const [view, setView] = useState<View | null>(null)
  useEffect(() => bridge.watch(setView), [bridge])
  return view
}
