import { z } from 'zod'
import type { Rectangle } from '../model/rectangle.ts'

const pixels = z.int().min(-100_000).max(100_000)

/** The content of `window.json`: where the window was last. */
export const windowFileSchema = z.object({
  version: z.literal(1),
  place: z.object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }),
})

/** Size and position of a window; without `x` and `y` the platform chooses the position. */
export type WindowBounds = Pick<Rectangle, 'width' | 'height'> & Partial<Pick<Rectangle, 'x' | 'y'>>

export type WorkAreas = readonly [Rectangle, ...Rectangle[]]

export interface WindowBoundsInput {
  /** Where the window was last; null: it was never open. */
  readonly remembered: Rectangle | null
  /** The bounds of the tray icon; null where the platform does not report them. */
  readonly tray: Rectangle | null
  /** The area of each display without bars and docks, the primary display first. */
  readonly workAreas: WorkAreas
}

const defaultSize = { width: 440, height: 680 }
const trayGap = 8
// At least this much of a window must be on a display, so that it can be dragged by its title bar.
const minReachable = { width: 120, height: 40 }

/** Near the tray icon where its position is known, else where the window was last, if that is still on a display. */
export function chooseWindowBounds({ remembered, tray, workAreas }: WindowBoundsInput): WindowBounds {
  const size = remembered === null ? defaultSize : { width: remembered.width, height: remembered.height }
  if (tray !== null) return nearTray(tray, size, nearest(tray, workAreas))
  if (remembered === null) return defaultSize
  const area = workAreas.find((candidate) => isWithinReach(remembered, candidate))
  return area === undefined ? size : within(remembered, area)
}

/** Below an icon in the upper half of the display, else above it. */
function nearTray(tray: Rectangle, { width, height }: WindowBounds, area: Rectangle): WindowBounds {
  const isAbove = tray.y + tray.height / 2 < area.y + area.height / 2
  return within(
    {
      x: Math.round(tray.x + tray.width / 2 - width / 2),
      y: isAbove ? tray.y + tray.height + trayGap : tray.y - height - trayGap,
      width,
      height,
    },
    area,
  )
}

function within(wanted: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(wanted.width, area.width)
  const height = Math.min(wanted.height, area.height)
  return {
    x: Math.min(Math.max(wanted.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(wanted.y, area.y), area.y + area.height - height),
    width,
    height,
  }
}

function isWithinReach(window: Rectangle, area: Rectangle): boolean {
  const overlapX = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return (
    overlapX >= minReachable.width &&
    window.y >= area.y &&
    window.y + minReachable.height <= area.y + area.height
  )
}

function nearest(tray: Rectangle, [first, ...others]: WorkAreas): Rectangle {
  const x = tray.x + tray.width / 2
  const y = tray.y + tray.height / 2
  const distance = (area: Rectangle) =>
    Math.hypot(
      Math.max(area.x - x, 0, x - area.x - area.width),
      Math.max(area.y - y, 0, y - area.y - area.height),
    )
  return others.reduce((best, area) => (distance(area) < distance(best) ? area : best), first)
}
