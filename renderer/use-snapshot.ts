import { useEffect, useState } from 'react'
import type { AppSnapshot, Bridge } from '../electron/window/contract.ts'

/** What the main process last said; null until it has said anything, which is at once. */
export function useSnapshot(bridge: Bridge): AppSnapshot | null {
  const [snapshot, setSnapshot] = useState<AppSnapshot | null>(null)
  useEffect(() => bridge.watch(setSnapshot), [bridge])
  return snapshot
}
