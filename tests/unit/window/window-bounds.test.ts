import { describe, expect, test } from 'vitest'
import type { Rectangle } from '../../../electron/model/rectangle.ts'
import { chooseWindowBounds } from '../../../electron/window/window-bounds.ts'

const screen: Rectangle = { x: 0, y: 30, width: 1_920, height: 1_050 }
const second: Rectangle = { x: 1_920, y: 0, width: 1_280, height: 1_024 }
const last: Rectangle = { x: 700, y: 200, width: 500, height: 600 }

const place = (parts: Partial<Parameters<typeof chooseWindowBounds>[0]>) =>
  chooseWindowBounds({ remembered: null, tray: null, workAreas: [screen, second], ...parts })

test('a first window has the usual size, wherever the platform puts it', () => {
  expect(place({})).toEqual({ width: 440, height: 680 })
})

describe('without a known tray', () => {
  test('a window is where it was', () => {
    expect(place({ remembered: last })).toEqual(last)
    expect(place({ remembered: { ...last, x: 2_000 } })).toEqual({ ...last, x: 2_000 })
  })

  test('one from a display that is gone keeps its size only', () => {
    expect(place({ remembered: { ...last, x: 5_000 } })).toEqual({ width: 500, height: 600 })
    expect(place({ remembered: { ...last, y: -400 } })).toEqual({ width: 500, height: 600 })
  })

  test('one that hangs over the edge is drawn in, and never larger than the display', () => {
    expect(place({ remembered: { ...last, y: 900 } })).toEqual({ ...last, y: 480 })
    expect(place({ remembered: { ...last, width: 4_000 }, workAreas: [screen] })).toEqual({
      ...last,
      x: 0,
      width: 1_920,
    })
  })
})

describe('near the tray', () => {
  test('it hangs below an icon at the top', () => {
    const tray = { x: 1_000, y: 0, width: 24, height: 24 }
    expect(place({ tray })).toEqual({ x: 792, y: 32, width: 440, height: 680 })
  })

  test('it stands above an icon at the bottom, within the display', () => {
    const tray = { x: 1_880, y: 1_050, width: 24, height: 24 }
    expect(place({ tray, remembered: last })).toEqual({ x: 1_420, y: 442, width: 500, height: 600 })
  })

  test('it is on the display of the icon', () => {
    const tray = { x: 3_000, y: 1_030, width: 24, height: 24 }
    expect(place({ tray })).toMatchObject({ x: 2_760, y: 342 })
  })
})
