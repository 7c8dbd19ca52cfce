import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { notificationStyle } from './dunst-settings.ts'

const run = promisify(execFile)

/** In pixels from the top left corner of the screen. */
export interface Position {
  readonly x: number
  readonly y: number
}

/** What a person would see, and the mouse that they would move. */
export interface Screen {
  /**
   * Saves the whole screen as a PNG once it no longer changes: two captures in a row are equal, or, when
   * something keeps moving, 2 s have passed.
   */
  screenshot(file: string): Promise<void>
  /** The middle, near the right edge, of each notification that is drawn, from top to bottom. */
  notificationPositions(): Promise<readonly Position[]>
  /** With the left button, or another. */
  click(position: Position, button?: 'left' | 'middle'): Promise<void>
}

/** @param env with the DISPLAY */
export function openScreen(env: NodeJS.ProcessEnv, width: number): Screen {
  const capture = async (args: readonly string[]): Promise<Buffer> => {
    const options = { env, encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
    return (await run('import', ['-window', 'root', ...args], options)).stdout
  }
  // Without the dates ImageMagick writes into a PNG, two captures of the same screen are equal.
  const capturePng = () => capture(['-define', 'png:exclude-chunks=date,time', 'png:-'])
  const column = width - notificationStyle.fromEdge - notificationStyle.blankEdge

  return {
    screenshot: async (file) => {
      const giveUpAt = performance.now() + 2000
      let before = await capturePng()
      let now = await capturePng()
      while (!now.equals(before) && performance.now() < giveUpAt) {
        before = now
        now = await capturePng()
      }
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, now)
    },
    notificationPositions: async () => {
      const pixels = await capture(['-crop', `1x0+${column}+0`, '-depth', '8', 'rgb:-'])
      return notificationMiddles(pixels).map((y) => ({ x: column, y }))
    },
    click: async ({ x, y }, button = 'left') => {
      const number = button === 'left' ? '1' : '2'
      // It waits 15 s for a mouse that is there already to move.
      const move = ['mousemove', '0', '0', 'mousemove', '--sync', String(x), String(y)]
      await run('xdotool', [...move, 'click', number], { env })
    },
  }
}

/** @param pixels one column of the screen, three bytes each */
function notificationMiddles(pixels: Buffer): readonly number[] {
  const backgrounds: readonly string[] = [notificationStyle.background, notificationStyle.criticalBackground]
  const middles: number[] = []
  let top: number | undefined
  for (let y = 0; y <= pixels.length / 3; y += 1) {
    const isNotification = backgrounds.includes(`#${pixels.toString('hex', y * 3, y * 3 + 3)}`)
    if (isNotification) top ??= y
    else if (top !== undefined) {
      middles.push(Math.floor((top + y) / 2))
      top = undefined
    }
  }
  return middles
}
