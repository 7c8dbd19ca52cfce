import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { windowsTitled } from '../../e2e/native-dialog.ts'
import type { VirtualDesktop } from '../../support/virtual-desktop.ts'
import { waitFor } from '../../support/wait-for.ts'
import { renderersOf } from '../process-tree.ts'
import type { RunningContender } from './contender.ts'

const run = promisify(execFile)

/** Opens the window of Tidings from the tray, lets it be looked at for so long, and closes it with the keyboard. */
export async function openAndCloseWindow(
  desktop: VirtualDesktop,
  { pid }: RunningContender,
  lookedAtMs: number,
): Promise<void> {
  await (await desktop.tray.waitForItem()).activate()
  const [window = ''] = await waitFor('the window', async () => {
    const windows = await windowsTitled(desktop, 'Tidings')
    return windows.length > 0 && renderersOf(pid) > 0 && windows
  })
  await delay(lookedAtMs)
  const options = { env: { ...desktop.env }, timeout: 10_000 }
  const press = ['windowactivate', '--sync', window, 'key', '--clearmodifiers', 'ctrl+w']
  const isClosed = () => renderersOf(pid) === 0
  await waitFor(
    'the window to be closed',
    async () => {
      await run('xdotool', press, options).catch(() => {})
      return waitFor('its renderer to end', isClosed, { timeoutMs: 2_000 })
    },
    { intervalMs: 0 },
  )
}
