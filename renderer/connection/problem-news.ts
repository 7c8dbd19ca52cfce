import type { ServerKey } from '../../electron/model/server.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { serverProblem } from './server-state.ts'

/** The problem of each server that was said last; a server that has none is not in it. */
export type SaidProblems = ReadonlyMap<ServerKey, string>

export interface ProblemNews {
  /** The problems that are new, in words; each of several servers with the names of those that have it. */
  readonly texts: readonly string[]
  readonly said: SaidProblems
}

/**
 * What is to be said of the servers' problems. One that lasts, while Tidings tries again and again, is said once; after
 * the server was connected it is news again.
 */
export function problemNews(
  servers: readonly ServerSnapshot[],
  said: SaidProblems,
  i18n: Pick<WindowI18n, 't' | 'list' | 'isolate'>,
): ProblemNews {
  const { t, list, isolate } = i18n
  const now = new Map<ServerKey, string>()
  const namesOf = new Map<string, string[]>()
  for (const server of servers) {
    const problem = serverProblem(server, t)
    const before = said.get(server.key)
    const isOver = server.status.connection.kind === 'open'
    const last = problem ?? (isOver ? undefined : before)
    if (last !== undefined) now.set(server.key, last)
    if (problem === null || problem === before) continue
    namesOf.set(problem, [...(namesOf.get(problem) ?? []), isolate(server.name)])
  }
  const texts = [...namesOf].map(([problem, names]) =>
    servers.length === 1 ? problem : t('status.server-state', { server: list(names), state: problem }),
  )
  return { texts, said: now }
}
