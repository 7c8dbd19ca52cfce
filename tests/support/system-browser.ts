import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { sandboxArguments } from './sandbox-arguments.ts'
import { waitFor } from './wait-for.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium or Chrome that is installed on this computer; null: there is none. */
export function findBrowser(path = process.env.PATH ?? ''): string | null {
  const candidates = names.flatMap((name) => path.split(delimiter).map((folder) => join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A real browser, without a window. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...sandboxArguments()] })
}

/** Stands in for the program that opens the user's browser: notes what the app opens. */
export interface BrowserCommand {
  /** Put first on `PATH`. */
  readonly folder: string
  /** Waits for the page that the app opens next. */
  readonly nextPage: () => Promise<string>
}

/** @param exitCode other than 0: no browser can be opened */
export function createBrowserCommand(folder: string, exitCode = 0): BrowserCommand {
  const list = join(folder, 'opened')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${list}'\nexit ${exitCode}\n`, {
    mode: 0o755,
  })
  let seen = 0
  return {
    folder,
    nextPage: async () => {
      const page = await waitFor('a page in the browser', () =>
        existsSync(list) ? readFileSync(list, 'utf8').split('\n')[seen] || null : null,
      )
      seen += 1
      return page
    },
  }
}
