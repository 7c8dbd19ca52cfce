import { startBackend } from '../backend/server.ts'

// The stand-in backend as a separate process, so that it can be killed. It asks its clients to reconnect soon.
const [port = '', token = '', dataDir = ''] = process.argv.slice(2)
const backend = await startBackend({
  port: Number(port),
  token,
  dataDir,
  retryMs: 250,
  heartbeatMs: 1_000,
  logLimit: 100_000,
})
process.stdout.write(`${backend.url}\n`)
