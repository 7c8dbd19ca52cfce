import { app } from 'electron'
import { networkFetch } from '../../electron/platform/network/network-fetch.ts'
import { playCases } from './play-cases.ts'
import { readCases } from './read-cases.ts'

// Runs as the main process of Electron (see main.ts): the feed over Chromium's network, as in the product.

process.on('unhandledRejection', (reason) => fail('An unhandled rejection', reason))
process.on('uncaughtException', (error) => fail('An uncaught exception', error))

app.on('window-all-closed', () => {})
// Not awaited: `ready` waits for this module to have run.
app.whenReady().then(playAll)

async function playAll(): Promise<void> {
  await warmUp()
  const results = await playCases(readCases(), networkFetch, ({ name, problems }) => {
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`)
    for (const problem of problems) console.log(`    ${problem}`)
  })
  const passed = results.filter(({ problems }) => problems.length === 0).length
  console.log(`${passed} of ${results.length} cases pass in Electron ${process.versions.electron}`)
  app.exit(passed === results.length ? 0 : 1)
}

/** The first request of a process waits for the network stack to start, which would count as the server's time. */
async function warmUp(): Promise<void> {
  const never = new AbortController().signal
  await networkFetch('http://127.0.0.1:1/', { headers: {}, signal: never }).catch(() => {})
}

function fail(what: string, error: unknown): void {
  console.error(what, error)
  app.exit(1)
}
