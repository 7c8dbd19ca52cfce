import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { pictures } from '../renderer/harness/pictures.ts'
import { serveBuild } from '../renderer/harness/serve-build.ts'
import { takePictures } from '../renderer/harness/take-pictures.ts'
import { sandboxArguments } from '../support/sandbox-arguments.ts'
import { projectFolder } from '../support/tidings.ts'
import { expect, test } from './fixtures.ts'

/** In parts, because axe looks at each of them: a busy machine needs minutes for all. */
const partLength = 60

/** Colours do not depend on the language, so only the right-to-left layout is looked at in both themes. */
const statesIn = (theme: 'light' | 'dark') =>
  pictures.filter(({ language }) => theme === 'light' || language === undefined || language === 'ar')

const parts = (['light', 'dark'] as const).flatMap((theme) => {
  const states = statesIn(theme)
  return Array.from({ length: Math.ceil(states.length / partLength) }, (_, index) => ({
    ...{ theme, number: index + 1 },
    states: states.slice(index * partLength, (index + 1) * partLength),
  }))
})

// The window with sample data, in its real browser engine: every state, both themes, all languages.
for (const { theme, number, states } of parts) {
  test(`the states of the window, ${theme}, part ${number}, cause no console errors and pass axe`, async ({
    fixtures,
  }) => {
    test.setTimeout(300_000)
    const folder = mkdtempSync(join(tmpdir(), 'tidings-pictures-'))
    writeFileSync(join(folder, 'package.json'), '{ "main": "main.cjs" }')
    writeFileSync(
      join(folder, 'main.cjs'),
      `const { app, BrowserWindow } = require('electron')
       app.whenReady().then(() => new BrowserWindow({ width: 500, height: 720 }).loadURL('about:blank'))`,
    )
    const harness = await serveBuild()
    const app = await _electron.launch({
      executablePath: fixtures.place.executable,
      args: [...sandboxArguments(), '--lang=en-GB', folder],
      // The page that is open before the first screenshot is blank, and has no policy.
      env: { ...fixtures.place.env, ELECTRON_DISABLE_SECURITY_WARNINGS: 'true' },
    })
    try {
      const complaints = await takePictures(
        {
          page: await app.firstWindow(),
          address: harness.address,
          theme,
          size: { width: 420, height: 640 },
          zoom: 1,
          folder: join(projectFolder, 'artifacts/window'),
        },
        states,
      )
      expect(complaints).toEqual([])
    } finally {
      await app.close()
      await harness.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
