import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Paints the root window with a quiet gradient. */
export async function paintWallpaper(size: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const picture = path.join(folder, 'wallpaper.png')
  await run('convert', ['-size', size, 'gradient:#4a6fa5-#1d2b45', picture], { env })
  // `display` exits with 1 even when all went well; the property on the root window shows whether it worked.
  await run('display', ['-window', 'root', picture], { env }).catch(() => undefined)
  const { stdout } = await run('xprop', ['-root', '_XSETROOT_ID'], { env })
  if (!stdout.includes('pixmap id')) throw new Error('The wallpaper could not be painted')
}
