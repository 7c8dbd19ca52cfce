import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProcesses } from '../support/desktop/processes.ts'
import { answers, freePort } from '../support/free-port.ts'
import { projectFolder, type Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

// A reader has no token.
test.use({ environment: {} })

test('the first notification reaches the desktop, done as README.md says', async ({ fixtures }) => {
  const port = await freePort()
  const section = sectionOf(
    readFileSync(join(projectFolder, 'README.md'), 'utf8'),
    '## Send your first notification',
  )
  const { program, commands } = firstSteps(section.replaceAll('3000', String(port)))
  expect(commands.map((command) => command.split(' ')[0])).toEqual(['node', 'tidings', 'curl'])
  const folder = mkdtempSync(join(tmpdir(), 'first-notification-'))
  const processes = openProcesses()
  let tidings: Tidings | null = null
  try {
    for (const command of commands) {
      const [name = '', ...args] = command.split(' ')
      switch (name) {
        case 'node': {
          const [script = ''] = args
          writeFileSync(join(folder, script), program)
          processes.start(process.execPath, [join(folder, script)], process.env)
          await waitFor('the server', () => answers(port))
          break
        }
        case 'tidings':
          tidings = await fixtures.launch(...args)
          await fixtures.cli.waitForConnection('open')
          break
        case 'curl':
          // Typed in a terminal, not in the window: there it would raise no notification.
          await waitFor('the window to lose the focus', () => tidings?.app.evaluate(loseFocus) ?? false)
          expect(await (await fetch(args[0] ?? '')).text()).toBe('Sent to 1.\n')
          break
      }
    }
    await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Your export is ready!')
  } finally {
    await processes.stop()
    rmSync(folder, { recursive: true })
  }
})

function loseFocus({ BrowserWindow }: typeof Electron.CrossProcessExports): boolean {
  const [window] = BrowserWindow.getAllWindows()
  window?.blur()
  return window !== undefined && !window.isFocused()
}

/** What stands below the heading, up to the next of the same level. */
function sectionOf(document: string, heading: string): string {
  const [, below] = document.split(`${heading}\n`)
  if (below === undefined) throw new Error(`There is no "${heading}".`)
  return below.split(/^## /m)[0] ?? ''
}

/** The program that a reader saves, and the commands that they type, in this order. */
function firstSteps(section: string): { readonly program: string; readonly commands: readonly string[] } {
  const blocks = [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text = '']) => ({
    language,
    text,
  }))
  const ofLanguage = (wanted: string) => blocks.filter(({ language }) => language === wanted)
  return {
    program: ofLanguage('js')[0]?.text ?? '',
    commands: ofLanguage('sh').flatMap(({ text }) => text.trim().split('\n')),
  }
}
