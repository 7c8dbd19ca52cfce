import { app, type BrowserWindow, powerMonitor } from 'electron'
import { watchFile } from '../files/watch-file.ts'
import { createBacklog } from './backlog.ts'

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

/** Calls back after waking up, and on Linux when the zone was set. Returns an unsubscribe function. */
export function onTimeZoneHint(listener: () => void): () => void {
  const subscriptions = [onWake(listener)]
  if (process.platform === 'linux') subscriptions.push(watchFile('/etc/localtime', listener))
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe()
  }
}

/** macOS: the dock icon was clicked. Returns an unsubscribe function. */
export function onActivate(listener: () => void): () => void {
  app.on('activate', listener)
  return () => app.off('activate', listener)
}

/** Calls back when a window of the app has come onto the screen. Returns an unsubscribe function. */
export function onWindowShown(listener: () => void): () => void {
  const onCreated = (_event: unknown, window: BrowserWindow) => {
    window.once('show', listener)
  }
  app.on('browser-window-created', onCreated)
  return () => app.off('browser-window-created', onCreated)
}

/**
 * Collects the `tidings:` links that macOS delivers as events until there is a listener; on other systems they are
 * arguments of a start. Must be called before the app is ready: a link may have started it.
 *
 * @returns a function that calls back for every link, at once for those collected, and returns an unsubscribe function
 */
export function collectLinks(): (listener: (link: string) => void) => () => void {
  const links = createBacklog<string>()
  app.on('open-url', (event, link) => {
    event.preventDefault()
    links.add(link)
  })
  return links.listen
}
