import { app, powerMonitor } from 'electron'

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

/** macOS: the dock icon was clicked. Returns an unsubscribe function. */
export function onActivate(listener: () => void): () => void {
  app.on('activate', listener)
  return () => app.off('activate', listener)
}

/** Links that macOS delivers as events; on other systems they are arguments of a start. */
export interface EarlyLinks {
  /** Calls back for every link, at once for those that came before. Returns an unsubscribe function. */
  readonly onLink: (listener: (link: string) => void) => () => void
}

/** Collects links until there is a listener. Must be called before the app is ready: a link may have started it. */
export function collectLinks(): EarlyLinks {
  const waiting: string[] = []
  let listener: ((link: string) => void) | null = null
  app.on('open-url', (event, link) => {
    event.preventDefault()
    if (listener === null) waiting.push(link)
    else listener(link)
  })
  return {
    onLink: (next) => {
      listener = next
      for (const link of waiting.splice(0)) next(link)
      return () => {
        listener = null
      }
    },
  }
}
