import type { Bridge, View } from '../electron/ipc/contract.ts'
import type { Clock } from '../electron/model/clock.ts'
import type { Formats } from './format/formats.ts'

/** What the larger parts of the window are given. */
export interface WindowParts {
  readonly bridge: Bridge
  readonly clock: Clock
  readonly formats: Formats
  readonly view: View
}
