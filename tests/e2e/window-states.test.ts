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

// The window with sample data, in its real browser engine: every state, both themes, all languages.
for (const theme of ['light', 'dark'] as const) {
  test(`every state of the window, ${theme}, causes no console errors and passes axe`, async ({
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
        pictures,
      )
      expect(complaints).toEqual([])
    } finally {
      await app.close()
      await harness.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
