import { app } from 'electron'
import { createNetworkFetch } from '../../electron/platform/network/network-fetch.ts'
import { environmentLogins } from '../../electron/platform/network/proxy-login.ts'
import { playCases } from './play-cases.ts'
import { readCases } from './read-cases.ts'

// Runs as the main process of Electron (see main.ts): the feed over Chromium's network, as in the product.

process.on('unhandledRejection', (reason) => fail('An unhandled rejection', reason))
process.on('uncaughtException', (error) => fail('An uncaught exception', error))

app.on('window-all-closed', () => {})
// Not awaited: Electron emits `ready` only after this module was evaluated.
app.whenReady().then(playAll)

async function playAll(): Promise<void> {
  const results = await playCases(
    readCases(),
    createNetworkFetch(environmentLogins(process.env)),
    ({ name, problems }) => {
      console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`)
      for (const problem of problems) console.log(`    ${problem}`)
    },
  )
  const passed = results.filter(({ problems }) => problems.length === 0).length
  console.log(`${passed} of ${results.length} cases pass in Electron ${process.versions.electron}`)
  app.exit(passed === results.length ? 0 : 1)
}

function fail(what: string, error: unknown): void {
  console.error(what, error)
  app.exit(1)
}
