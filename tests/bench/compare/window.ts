import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { windowsTitled } from '../../e2e/native-dialog.ts'
import { openCli } from '../../support/tidings.ts'
import type { VirtualDesktop } from '../../support/virtual-desktop.ts'
import { waitFor } from '../../support/wait-for.ts'
import { renderersOf } from '../process-tree.ts'
import type { Arena, Contender, RunningContender } from './contender.ts'

const run = promisify(execFile)
const lookedAtMs = 3_000

/** Opens the window of Tidings, lets it be looked at, and closes it with the keyboard. */
export async function openAndCloseWindow(
  { executable, env }: Arena,
  desktop: VirtualDesktop,
  { userDataDir }: Contender,
  { pid }: RunningContender,
): Promise<void> {
  await openCli({ executable, env, userDataDir }).run('--show')
  const [window = ''] = await waitFor('the window', async () => {
    const windows = await windowsTitled(desktop, 'Tidings')
    return windows.length > 0 && renderersOf(pid) > 0 && windows
  })
  await delay(lookedAtMs)
  const press = ['windowactivate', '--sync', window, 'key', '--clearmodifiers', 'ctrl+w']
  await waitFor(
    'the window to be closed',
    async () => {
      await run('xdotool', press, { env: { ...env }, timeout: 10_000 }).catch(() => {})
      return renderersOf(pid) === 0
    },
    { intervalMs: 1_000 },
  )
}
