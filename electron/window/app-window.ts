import type { HistoryPage, HistoryQuery } from '../model/history-query.ts'
import type { AppSnapshot, WindowCommand } from './contract.ts'

/** The window, which exists only while it is open. */
export interface AppWindow {
  /** Opens the window, or brings it to the front. */
  readonly open: () => void
  readonly isOpen: () => boolean
  /** Calls back when the window was opened, shown, hidden or closed. Returns an unsubscribe function. */
  readonly watchVisibility: (listener: () => void) => () => void
}

/** The connection to the window's page, by the three verbs of the bridge. */
export interface WindowChannel {
  /** Handles the messages of the window from now on. Returns a function that stops it. */
  readonly serve: (handlers: WindowHandlers) => () => void
  /** The snapshot has changed: the window gets it soon, if it is watching and visible. */
  readonly onSnapshotChange: () => void
}

export interface WindowHandlers {
  readonly snapshot: () => AppSnapshot
  readonly history: (query: HistoryQuery) => Promise<HistoryPage>
  readonly onCommand: (command: WindowCommand) => void
}
