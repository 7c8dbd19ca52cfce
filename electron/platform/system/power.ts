import { powerMonitor } from 'electron'

/** Calls back when the computer woke or was unlocked (some platforms say so twice); returns what stops it. */
export function onWake(wake: () => void): () => void {
  powerMonitor.on('resume', wake)
  powerMonitor.on('unlock-screen', wake)
  return () => {
    powerMonitor.off('resume', wake)
    powerMonitor.off('unlock-screen', wake)
  }
}
