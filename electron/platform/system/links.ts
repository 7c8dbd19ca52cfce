import { resolve } from 'node:path'
import { app, dialog } from 'electron'
import { deepLinkScheme } from '../../model/deep-link.ts'

/** The links that macOS delivers as events; elsewhere they come as arguments of a start. */
export interface EarlyLinks {
  /** Calls back for each link, for those that came before at once. Returns an unsubscribe function. */
  readonly onLink: (listener: (link: string) => void) => () => void
}

/** Must be called before the app is ready: the app may have been started by a link. */
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

/**
 * Registers the app for `tidings:` links. On Linux the desktop entry of the package does that: a registration from here
 * would go to the user's own settings and outlive the app.
 */
export function registerDeepLinks(): void {
  if (process.platform === 'linux') return
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  else app.setAsDefaultProtocolClient(deepLinkScheme, process.execPath, [resolve(app.getAppPath())])
}

export interface ConfirmOptions {
  readonly title: string
  readonly message: string
  readonly detail: string
  readonly yes: string
  readonly no: string
}

/** Asks in a native dialog, over which no page has control. Enter and Escape mean no. */
export async function confirm(options: ConfirmOptions): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: options.title,
    message: options.message,
    detail: options.detail,
    buttons: [options.yes, options.no],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
