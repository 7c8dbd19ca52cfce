import { createServer } from 'vite'
import { harnessConfig } from './harness-config.ts'
import { scenarios } from './scenarios.ts'

/** Serves the window in an ordinary browser, with hot reload and invented data. */
const server = await createServer(harnessConfig)
await server.listen()
for (const name of Object.keys(scenarios)) console.log(`${server.resolvedUrls?.local[0]}?scenario=${name}`)
