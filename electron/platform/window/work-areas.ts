import { screen } from 'electron'
import type { Rectangle } from '../../model/rectangle.ts'

/** The area of each display without bars and docks, the primary display first. */
export function workAreas(): readonly Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}
