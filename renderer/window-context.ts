import type { Clock } from '../electron/model/clock.ts'
import type { Bridge, View } from '../electron/window/contract.ts'

/** What the larger parts of the window are given. */
export interface WindowParts {
  readonly bridge: Bridge
  readonly clock: Clock
  readonly view: View
}
