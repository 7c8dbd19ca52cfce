import { powerMonitor } from 'electron'

/**
 * Calls back when the computer has woken up or was unlocked; some platforms report that twice. Returns an unsubscribe
 * function.
 */
export function onWake(listener: () => void): () => void {
  powerMonitor.on('resume', listener)
  powerMonitor.on('unlock-screen', listener)
  return () => {
    powerMonitor.off('resume', listener)
    powerMonitor.off('unlock-screen', listener)
  }
}
