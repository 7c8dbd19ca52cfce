import { resolve } from 'node:path'
import { app, dialog } from 'electron'
import { deepLinkScheme } from '../../model/deep-link.ts'

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

/**
 * Registers the app for `tidings:` links. On Linux the desktop entry of the package does that: a registration at run
 * time would be written into the user's settings and stay when the app is removed.
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

/** Asks the user in a native dialog, which no web page can control. Enter and Escape mean no. */
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
