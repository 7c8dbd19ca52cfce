import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Clock } from '../../model/clock.ts'
import type { Log } from '../../model/log.ts'
import { parseCommand, parseHistoryQuery, parseLanguage } from '../../window/command-schema.ts'
import { channels } from '../../window/contract.ts'
import type { WindowChannel, WindowHandlers } from '../../window/controller.ts'
import type { PlatformWindow } from './app-window.ts'

export interface WindowIpcOptions {
  readonly window: Pick<PlatformWindow, 'page' | 'isVisible'>
  /** The origin whose pages may send messages. */
  readonly origin: string
  readonly clock: Clock
  readonly log: Log
}

const coalesceMs = 100

/** Connects the window to the main process by the verbs of the bridge. Every message passes one sender check. */
export function createWindowIpc(options: WindowIpcOptions): WindowChannel {
  const { window, clock, log } = options
  let handlers: WindowHandlers | null = null
  let isWatching = false
  let isStale = false
  let cancelPush: (() => void) | null = null

  const isFromOurPage = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const page = window.page()
    const frame = event.senderFrame
    const isOurPage = page !== null && event.sender === page && frame === page.mainFrame
    const isOurs = isOurPage && originOf(frame?.url) === options.origin
    if (!isOurs) log.warn('A message from an unknown sender was refused.')
    return isOurs
  }

  const push = () => {
    cancelPush = null
    if (!isStale || !isWatching || !window.isVisible() || handlers === null) return
    isStale = false
    window.page()?.send(channels.snapshot, handlers.snapshot())
  }

  const listen = ({ snapshot, history, texts, onCommand }: WindowHandlers) => {
    ipcMain.on(channels.watch, (event) => {
      if (!isFromOurPage(event)) return
      isWatching = true
      event.sender.send(channels.snapshot, snapshot())
    })
    ipcMain.on(channels.unwatch, (event) => {
      if (isFromOurPage(event)) isWatching = false
    })
    ipcMain.on(channels.send, (event, message: unknown) => {
      if (!isFromOurPage(event)) return
      const command = parseCommand(message)
      if (command === null) log.warn('A malformed command was refused.')
      else onCommand(command)
    })
    ipcMain.handle(channels.history, (event, message: unknown) => {
      const query = isFromOurPage(event) ? parseHistoryQuery(message) : null
      if (query === null) throw new Error('This is not a history query.')
      return history(query)
    })
    ipcMain.handle(channels.texts, (event, message: unknown) => {
      const language = isFromOurPage(event) ? parseLanguage(message) : null
      if (language === null) throw new Error('This is not a language.')
      return texts(language)
    })
  }

  return {
    serve: (next) => {
      handlers = next
      listen(next)
      return () => {
        handlers = null
        cancelPush?.()
        for (const name of [channels.watch, channels.unwatch, channels.send]) ipcMain.removeAllListeners(name)
        for (const name of [channels.history, channels.texts]) ipcMain.removeHandler(name)
      }
    },
    onSnapshotChange: () => {
      isStale = true
      cancelPush ??= clock.after(coalesceMs, push)
    },
  }
}

function originOf(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null
  const url = new URL(address)
  // Node gives custom schemes no origin; for Chromium it is scheme and host.
  return `${url.protocol}//${url.host}`
}
