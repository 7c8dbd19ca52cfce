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

/** As many as somebody has who watches production, staging and a few customers. */
const serverCount = 5

/** Reconnects this many times in Electron to five servers that end every stream. Without `problems` it has passed. */
export async function soak(
  reconnects: number,
  report: (line: string) => void = () => {},
): Promise<SoakResult> {
  const servers = await Promise.all(Array.from({ length: serverCount }, startFlakyServer))
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  const requests = () => sum(servers.map((server) => server.requests()))
  const connections = async () => sum(await Promise.all(servers.map((server) => server.connections())))
  try {
    const lines: string[] = []
    let left: Promise<number> | null = null
    const exitCode = await runInElectron({
      entry: join(import.meta.dirname, 'electron-main.ts'),
      env: { SOAK_URLS: servers.map(({ url }) => url).join(' '), SOAK_RECONNECTS: String(reconnects) },
      switches: ['--js-flags=--expose-gc'],
      onLine: (line) => {
        lines.push(line)
        if (line.startsWith('{')) left = connections()
      },
      report,
    })
    if (exitCode !== 0) throw new Error(`Electron ended with ${exitCode}.`)
    const seen: SoakReport = JSON.parse(lines.find((line) => line.startsWith('{')) ?? '')
    const open = (await left) ?? Number.NaN
    const problems = [
      ...seen.problems,
      ...growth(seen.before, seen.after),
      ...(open > 0 ? [`${open} connections are still open at the servers`] : []),
      ...(requests() < reconnects ? [`the servers saw only ${requests()} requests`] : []),
    ]
    return { ...seen, problems, requests: requests(), open }
  } finally {
    for (const server of servers) server.stop()
  }
}
