import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { contentSecurityPolicy, harnessConfig } from './harness-config.ts'
import { isScenario, type ScenarioName, scenarios } from './scenarios.ts'

/**
 * Pictures of the window in every scenario, theme and size:
 * `tsx tests/renderer/harness/screenshots.ts --out <folder> [--browser <chromium>] [scenario…]`.
 * Ends with 1 when the console said anything.
 */
const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: 'screenshots' }, browser: { type: 'string' } },
  allowPositionals: true,
})
const sizes = [
  { width: 420, height: 640 },
  { width: 360, height: 420 },
  { width: 900, height: 700 },
]

const chosen = positionals.filter(isScenario)
const names = chosen.length > 0 ? chosen : Object.keys(scenarios).filter(isScenario)
const out = resolve(values.out)
const built = await mkdtemp(join(tmpdir(), 'tidings-harness-'))
await mkdir(out, { recursive: true })
await build({ ...harnessConfig, build: { outDir: built, emptyOutDir: true } })
const server = await preview({
  ...harnessConfig,
  build: { outDir: built },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': contentSecurityPolicy } },
})
const browser = await chromium.launch({
  ...(values.browser === undefined ? {} : { executablePath: values.browser }),
  args: ['--no-sandbox'],
})

const complaints: string[] = []
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    for (const name of names) await picture(page, name, colorScheme)
    await page.close()
  }
} finally {
  await browser.close()
  await server.close()
  await rm(built, { recursive: true })
}
for (const complaint of new Set(complaints)) console.error(complaint)
process.exitCode = complaints.length > 0 ? 1 : 0

async function picture(page: Page, name: ScenarioName, theme: string) {
  await page.goto(`${server.resolvedUrls?.local[0]}?scenario=${name}`)
  await page.getByRole('banner').waitFor()
  for (const size of sizes) {
    await page.setViewportSize(size)
    const path = join(out, `${name}-${theme}-${size.width}x${size.height}.png`)
    await page.screenshot({ path, animations: 'disabled' })
  }
}
