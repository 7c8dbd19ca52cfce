import { resolve } from 'node:path'
import { app, dialog } from 'electron'
import { deepLinkScheme } from '../../model/deep-link.ts'

/** The links that macOS hands over; elsewhere they come as arguments of a start. */
export interface CaughtLinks {
  /** Calls back for each, those that came before at once. */
  readonly onLink: (listen: (text: string) => void) => void
}

/** Must be called before the app is ready: a link may be what it is started for. */
export function catchLinks(): CaughtLinks {
  const waiting: string[] = []
  let deliver = (text: string): void => void waiting.push(text)
  app.on('open-url', (event, text) => {
    event.preventDefault()
    deliver(text)
  })
  return {
    onLink: (listen) => {
      deliver = listen
      for (const text of waiting.splice(0)) listen(text)
    },
  }
}

/**
 * Tells the system that links are opened with this app. On Linux the desktop entry of the package does that: what
 * is told there would go to the user's own settings and outlive the app.
 */
export function claimLinks(): void {
  if (process.platform === 'linux') return
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)
  else app.setAsDefaultProtocolClient(deepLinkScheme, process.execPath, [resolve(app.getAppPath())])
}

export interface Question {
  readonly title: string
  readonly message: string
  readonly detail: string
  readonly yes: string
  readonly no: string
}

/** Asks in a window of the system's own, over which no page has power. Enter and Escape mean no. */
export async function ask(question: Question): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: question.title,
    message: question.message,
    detail: question.detail,
    buttons: [question.yes, question.no],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
