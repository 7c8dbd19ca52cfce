import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { toastLook } from './dunst-settings.ts'

const run = promisify(execFile)

/** In pixels from the top left corner. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** The picture a person would see, and the mouse they would move. */
export interface Screen {
  /**
   * Saves the whole screen as a PNG once it has come to rest: two pictures in a row are alike, or, with
   * something that keeps moving, 2 s have passed.
   */
  screenshot(file: string): Promise<void>
  /** The middle, near the right edge, of each toast that is drawn, from top to bottom. */
  toastPlaces(): Promise<readonly Place[]>
  /** With the left button, or another. */
  click(place: Place, button?: 'left' | 'middle'): Promise<void>
}

/** @param env with the DISPLAY */
export function openScreen(env: NodeJS.ProcessEnv, width: number): Screen {
  const capture = async (args: readonly string[]): Promise<Buffer> => {
    const options = { env, encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
    return (await run('import', ['-window', 'root', ...args], options)).stdout
  }
  // Without the dates ImageMagick writes into a PNG, two pictures of the same screen are the same bytes.
  const picture = () => capture(['-define', 'png:exclude-chunks=date,time', 'png:-'])
  const column = width - toastLook.fromEdge - toastLook.blankEdge

  return {
    screenshot: async (file) => {
      const giveUpAt = performance.now() + 2000
      let before = await picture()
      let now = await picture()
      while (!now.equals(before) && performance.now() < giveUpAt) {
        before = now
        now = await picture()
      }
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, now)
    },
    toastPlaces: async () => {
      const pixels = await capture(['-crop', `1x0+${column}+0`, '-depth', '8', 'rgb:-'])
      return toastMiddles(pixels).map((y) => ({ x: column, y }))
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
function toastMiddles(pixels: Buffer): readonly number[] {
  const backgrounds: readonly string[] = [toastLook.background, toastLook.criticalBackground]
  const middles: number[] = []
  let top: number | undefined
  for (let y = 0; y <= pixels.length / 3; y += 1) {
    const isToast = backgrounds.includes(`#${pixels.toString('hex', y * 3, y * 3 + 3)}`)
    if (isToast) top ??= y
    else if (top !== undefined) {
      middles.push(Math.floor((top + y) / 2))
      top = undefined
    }
  }
  return middles
}
