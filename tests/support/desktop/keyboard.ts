import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The keyboard of a virtual desktop: every program there sees its keys, not only the app. */
export interface Keyboard {
  /** Presses keys one after the other, by their X names: `Down`, `shift+Tab`, `slash`. */
  press(...keys: readonly string[]): Promise<void>
  type(text: string): Promise<void>
}

/** @param env with the DISPLAY */
export function openKeyboard(env: NodeJS.ProcessEnv): Keyboard {
  const xdotool = async (...args: readonly string[]) => {
    await run('xdotool', args, { env })
  }
  return {
    press: (...keys) => xdotool('key', ...keys),
    type: (text) => xdotool('type', '--delay', '20', text),
  }
}
