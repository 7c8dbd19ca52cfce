import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Clock } from '../../model/clock.ts'
import type { HistoryPage, HistoryQuery } from '../../model/history-query.ts'
import { parseCommand, parseHistoryQuery } from '../../window/command-schema.ts'
import { type AppSnapshot, type Command, channels } from '../../window/contract.ts'
import type { Log } from '../system/log.ts'
import type { AppWindow } from './app-window.ts'

export interface WindowIpc {
  /** The view has changed: the window is told soon, if it is watching and can be seen. */
  readonly changed: () => void
  readonly stop: () => void
}

export interface WindowIpcOptions {
  readonly window: AppWindow
  /** The origin whose pages may speak. */
  readonly origin: string
  readonly view: () => AppSnapshot
  readonly history: (query: HistoryQuery) => Promise<HistoryPage>
  readonly onCommand: (command: Command) => void
  readonly clock: Clock
  readonly log: Log
}

const coalesceMs = 100

/** Joins the window to the main process by the three verbs of the bridge; every message passes one check. */
export function createWindowIpc(options: WindowIpcOptions): WindowIpc {
  const { window, clock, log } = options
  let watching = false
  let stale = false
  let cancelPush: (() => void) | null = null

  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const page = window.page()
    const frame = event.senderFrame
    const ours =
      page !== null &&
      event.sender === page &&
      frame === page.mainFrame &&
      originOf(frame?.url) === options.origin
    if (!ours) log.warn('A message from an unknown sender was refused.')
    return ours
  }

  const push = () => {
    cancelPush = null
    if (!stale || !watching || !window.isVisible()) return
    stale = false
    window.page()?.send(channels.view, options.view())
  }
  const changed = () => {
    stale = true
    cancelPush ??= clock.after(coalesceMs, push)
  }

  ipcMain.on(channels.watch, (event) => {
    if (!isOurs(event)) return
    watching = true
    event.sender.send(channels.view, options.view())
  })
  ipcMain.on(channels.unwatch, (event) => {
    if (isOurs(event)) watching = false
  })
  ipcMain.on(channels.send, (event, message: unknown) => {
    if (!isOurs(event)) return
    const command = parseCommand(message)
    if (command === null) log.warn('A malformed command was refused.')
    else options.onCommand(command)
  })
  ipcMain.handle(channels.history, (event, message: unknown) => {
    const query = isOurs(event) ? parseHistoryQuery(message) : null
    if (query === null) throw new Error('This is not a history query.')
    return options.history(query)
  })

  return {
    changed,
    stop: () => {
      cancelPush?.()
      for (const channel of [channels.watch, channels.unwatch, channels.send])
        ipcMain.removeAllListeners(channel)
      ipcMain.removeHandler(channels.history)
    },
  }
}

function originOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null
  const url = new URL(address)
  // Node knows no origin for a scheme of our own; Chromium's notion of it is scheme and host.
  return `${url.protocol}//${url.host}`
}
