import { join, resolve } from 'node:path'
import { launch } from '../support/prepare.ts'
import { runInElectron } from '../support/run-in-electron.ts'
import { readCases } from './read-cases.ts'

// `npm run test:sse`: every case of cases.json, or of the file that SSE_CASES names, through the feed in the main
// process of Electron.

// An invalid file is reported before anything is built.
readCases()
await launch(() =>
  runInElectron({
    entry: join(import.meta.dirname, 'electron-main.ts'),
    env: { SSE_CASES: resolve(process.env.SSE_CASES ?? join(import.meta.dirname, 'cases.json')) },
    onLine: console.log,
    report: console.log,
  }),
)
