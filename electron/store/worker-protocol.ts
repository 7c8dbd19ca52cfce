import type { Settings } from '../model/settings.ts'
import type { HistoryChange, WriteResult } from './history-writer.ts'

/** What the writer's worker starts with. */
export interface WorkerStart {
  /** The history file. */
  readonly file: string
  readonly retention: Settings['retention']
  /** Encrypts and decrypts; null: there is none. */
  readonly key: Uint8Array | null
  /** One number, set to 1 when everything is written and the file is closed. */
  readonly closed: Int32Array<SharedArrayBuffer>
}

/** What is sent to the worker, which handles one request after the other. */
export type WorkerRequest =
  | { readonly kind: 'write'; readonly sequence: number; readonly change: HistoryChange }
  | { readonly kind: 'set-retention'; readonly retention: Settings['retention'] }
  | { readonly kind: 'set-key'; readonly key: Uint8Array }
  /** Writes what was requested before, and closes the file. */
  | { readonly kind: 'close' }

/** What the worker sends. A `revision` increments on every change of the history. */
export type WorkerMessage =
  | {
      readonly kind: 'response'
      readonly sequence: number
      readonly result: WriteResult
      readonly revision: number
    }
  /** The write threw, which only a bug explains. */
  | { readonly kind: 'threw'; readonly sequence: number; readonly error: unknown }
  /** Maintenance has changed the history. */
  | { readonly kind: 'changed'; readonly revision: number }
  | { readonly kind: 'maintenance-failed'; readonly reason: string }
  | { readonly kind: 'damaged' }
