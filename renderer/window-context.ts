import type { Clock } from '../electron/model/clock.ts'
import type { AppSnapshot, Bridge } from '../electron/window/contract.ts'

/** What the larger parts of the window are given. */
export interface WindowProps {
  readonly bridge: Bridge
  readonly clock: Clock
  readonly snapshot: AppSnapshot
}
