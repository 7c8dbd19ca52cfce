import type { Rectangle } from '../model/rectangle.ts'
import type { TrayModel } from './tray-model.ts'

/** The icon in the tray and its menu. */
export interface Tray {
  /** Makes the tray show this model; draws only what differs. */
  readonly draw: (model: TrayModel) => void
  /** The position of the icon on the screen; null before the first `draw` and where the platform does not report it. */
  readonly bounds: () => Rectangle | null
  readonly close: () => void
}
