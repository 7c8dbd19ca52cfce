import { spawn } from 'node:child_process'

/** Some programs that open a page end only with the browser. */
const maxWaitMs = 10_000

// A process can set its mask only for itself: the shell does it, and becomes the program.
const withUmask = 'umask "$1" && shift && exec "$@"'

/**
 * Opens a page with `xdg-open`, and waits for its result, which Electron's `shell.openExternal` ignores. Resolves to why
 * it failed; null: it did not, as far as is known after ten seconds.
 *
 * @param umask the file mode creation mask of the browser
 */
export function openWithXdg(
  url: URL,
  env: Readonly<Record<string, string | undefined>>,
  umask: number,
  program = 'xdg-open',
): Promise<string | null> {
  return new Promise((resolve) => {
    // Electron changes the name of the desktop on some, by which xdg-open would choose another browser.
    const desktop = env.ORIGINAL_XDG_CURRENT_DESKTOP ?? env.XDG_CURRENT_DESKTOP
    const child = spawn('sh', ['-c', withUmask, 'sh', umask.toString(8), program, url.href], {
      env: { ...env, ...(desktop !== undefined && { XDG_CURRENT_DESKTOP: desktop }) },
      stdio: 'ignore',
      // The browser must not end with the app.
      detached: true,
    })
    child.unref()
    const timer = setTimeout(() => resolve(null), maxWaitMs)
    timer.unref()
    const finish = (reason: string | null) => {
      clearTimeout(timer)
      resolve(reason)
    }
    child.once('error', (error) => finish(error.message))
    child.once('exit', (code, signal) => finish(code === 0 ? null : `${program}: ${code ?? signal}`))
  })
}
