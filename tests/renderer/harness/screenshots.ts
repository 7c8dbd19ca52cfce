import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openPage } from './open-page.ts'
import { pictures } from './pictures.ts'
import { serveBuild } from './serve-build.ts'
import { takePictures } from './take-pictures.ts'

/**
 * Pictures of the window in every state and theme:
 * `tsx tests/renderer/harness/screenshots.ts [--out <folder>] [--browser <chromium>] [--size 420x640] [--zoom 2] [name…]`.
 * Without `--browser` in Playwright's Chromium or, where that is not installed, in Electron.
 * With a zoom the window keeps its size, and has room for less: 200 % is what accessibility asks for (WCAG 1.4.4).
 * Exits with 1 when the console or axe reports anything.
 */
const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: 'artifacts/window' },
    browser: { type: 'string' },
    size: { type: 'string', default: '420x640' },
    zoom: { type: 'string', default: '1' },
  },
  allowPositionals: true,
})
const [width = 420, height = 640] = values.size.split('x').map(Number)
const chosen = pictures.filter(({ name }) => positionals.length === 0 || positionals.includes(name))

const harness = await serveBuild()
const zoom = Number(values.zoom)
const opened = await openPage({ executable: values.browser ?? null, scale: zoom, isReproducible: false })
try {
  for (const theme of ['light', 'dark'] as const) {
    const session = {
      page: opened.page,
      address: harness.address,
      theme,
      size: { width, height },
      zoom,
      folder: resolve(values.out),
    }
    for (const complaint of await takePictures(session, chosen)) {
      console.error(complaint)
      process.exitCode = 1
    }
  }
} finally {
  await opened.close()
  await harness.close()
}
