import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'

const run = promisify(execFile)

/** The X windows whose title begins with this. */
export async function windowsTitled(desktop: VirtualDesktop, title: string): Promise<readonly string[]> {
  const options = { env: { ...desktop.env } }
  const found = await run('xdotool', ['search', '--onlyvisible', '--name', `^${title}`], options).catch(
    () => null,
  )
  return (found?.stdout ?? '').split('\n').filter((id) => id !== '')
}

/** The title of the question whether to connect to a server. */
export const connectQuestion = 'Connect to this server?'

/** Agrees to connect to a server: the dialog's first button, which is chosen already, is the one that cancels. */
export function agreeToConnect(desktop: VirtualDesktop): Promise<void> {
  return answerDialog(desktop, connectQuestion, 'Right', 'Return')
}

/**
 * Presses keys in the dialog with this title, once it is there, and again until it is gone: a dialog that has just
 * appeared may miss the first.
 */
export async function answerDialog(
  desktop: VirtualDesktop,
  title: string,
  ...keys: readonly string[]
): Promise<void> {
  const [id = ''] = await waitFor(`the dialog "${title}"`, async () => {
    const found = await windowsTitled(desktop, title)
    return found.length > 0 && found
  })
  const options = { env: { ...desktop.env }, timeout: 10_000 }
  const press = ['windowactivate', '--sync', id, 'key', '--clearmodifiers', ...keys]
  const isGone = async () => (await windowsTitled(desktop, title)).length === 0
  await waitFor(
    'the dialog to go',
    async () => {
      if (await isGone()) return true
      // It may have gone since: then there is nothing to activate.
      await run('xdotool', press, options).catch(() => {})
      return isGone()
    },
    { intervalMs: 500 },
  )
}
