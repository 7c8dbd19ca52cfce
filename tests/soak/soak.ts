import { join } from 'node:path'
import { runInElectron } from '../support/run-in-electron.ts'
import type { SoakReport } from './electron-main.ts'
import { startFlakyServer } from './flaky-server.ts'
import { growth } from './measure.ts'

export interface SoakResult extends SoakReport {
  /** How many requests the server got, and how many of its connections were open at the end. */
  readonly requests: number
  readonly open: number
}

/** Reconnects this many times in Electron to a server that ends every stream. Without `problems` it has passed. */
export async function soak(
  reconnects: number,
  report: (line: string) => void = () => {},
): Promise<SoakResult> {
  const server = await startFlakyServer()
  try {
    const lines: string[] = []
    let left: Promise<number> | null = null
    const exitCode = await runInElectron({
      entry: join(import.meta.dirname, 'electron-main.ts'),
      env: { SOAK_URL: server.url, SOAK_RECONNECTS: String(reconnects) },
      switches: ['--js-flags=--expose-gc'],
      onLine: (line) => {
        lines.push(line)
        if (line.startsWith('{')) left = server.connections()
      },
      report,
    })
    if (exitCode !== 0) throw new Error(`Electron ended with ${exitCode}.`)
    const seen: SoakReport = JSON.parse(lines.find((line) => line.startsWith('{')) ?? '')
    const open = (await left) ?? Number.NaN
    const problems = [
      ...seen.problems,
      ...growth(seen.before, seen.after),
      ...(open > 0 ? [`${open} connections are still open at the server`] : []),
      ...(server.requests() < reconnects ? [`the server saw only ${server.requests()} requests`] : []),
    ]
    return { ...seen, problems, requests: server.requests(), open }
  } finally {
    server.stop()
  }
}
