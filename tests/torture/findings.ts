import type { Toast } from '../support/desktop/toasts.ts'
import type { HistoryLine } from '../support/tidings.ts'
import type { ExpectedLine } from './expected-history.ts'

/** What a torture ended with. */
export interface Findings {
  readonly victims: string
  readonly kills: number
  /** Events that the server has sent. */
  readonly sent: number
  /** Things that the history has. */
  readonly kept: number
  /** Lines that are missing, or are not as they were sent. */
  readonly wrong: readonly string[]
  /** Things that the history has twice. */
  readonly twice: readonly string[]
  /** Whether the order is the one in which things were sent. */
  readonly inOrder: boolean
  readonly toasts: number
  /** Things announced again after a kill that fell between showing their toast and noting it. */
  readonly announcedAcrossKill: readonly string[]
  /** Things announced again with no kill in between: never. */
  readonly announcedTwice: readonly string[]
}

export interface Evidence {
  readonly victims: string
  readonly killedAt: readonly number[]
  readonly sent: number
  readonly expected: readonly ExpectedLine[]
  readonly actual: readonly HistoryLine[]
  readonly toasts: readonly Toast[]
}

/** A toast is noted right after it was shown: a kill later than this was not in between. */
const notedWithinMs = 1_000

export function findings({ victims, killedAt, sent, expected, actual, toasts }: Evidence): Findings {
  const have = new Map(actual.map((line) => [`${line.type} ${line.id}`, line]))
  const wrong = expected.flatMap((line) => {
    const found = have.get(`${line.type} ${line.id}`)
    const same = found?.title === line.title && found?.message === line.message && found?.state === line.state
    return same ? [] : [`${JSON.stringify(line)} is ${JSON.stringify(found)}`]
  })
  const known = new Set(expected.map(({ type, id }) => `${type} ${id}`))
  const stray = actual.filter(({ type, id }) => !known.has(`${type} ${id}`))
  const ids = actual.map(({ type, id }) => `${type} ${id}`)
  const again = repeatedly(toasts).map(({ name, times }) => ({
    name,
    isAcrossKill: times
      .slice(1)
      .every((time, index) => killedAt.some((at) => isBetween(at, times[index] ?? 0, time))),
  }))
  return {
    victims,
    kills: killedAt.length,
    sent,
    kept: actual.length,
    wrong: [...wrong, ...stray.map((line) => `${JSON.stringify(line)} was never sent`)],
    twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    inOrder: ids.join() === expected.map(({ type, id }) => `${type} ${id}`).join(),
    toasts: toasts.length,
    announcedAcrossKill: again.filter(({ isAcrossKill }) => isAcrossKill).map(({ name }) => name),
    announcedTwice: again.filter(({ isAcrossKill }) => !isAcrossKill).map(({ name }) => name),
  }
}

function isBetween(killedAt: number, shownAt: number, shownAgainAt: number): boolean {
  return killedAt >= shownAt && killedAt <= Math.min(shownAgainAt, shownAt + notedWithinMs)
}

/** What was announced more than once, by a toast of its own or by its name in a digest, and when. */
function repeatedly(
  toasts: readonly Toast[],
): readonly { readonly name: string; readonly times: readonly number[] }[] {
  const times = new Map<string, number[]>()
  for (const toast of toasts) {
    const named = [toast.summary, ...toast.body.split('\n')].flatMap(
      (text) => text.match(/\b(?:Title|Export|Plain) \d+\b/)?.[0] ?? [],
    )
    for (const name of new Set(named)) times.set(name, [...(times.get(name) ?? []), toast.receivedAt])
  }
  return [...times].filter(([, list]) => list.length > 1).map(([name, list]) => ({ name, times: list }))
}

/** Whether all is as it must be. */
export function isFlawless({ wrong, twice, inOrder, announcedTwice }: Findings): boolean {
  return wrong.length === 0 && twice.length === 0 && inOrder && announcedTwice.length === 0
}

export function findingsAsText(found: Findings): string {
  return [
    `${found.victims} killed ${found.kills} times: ${found.sent} events sent, ${found.kept} things kept,`,
    `${found.wrong.length} missing or wrong, ${found.twice.length} twice,`,
    `${found.inOrder ? 'in order' : 'NOT in order'};`,
    `${found.toasts} toasts, ${found.announcedTwice.length} again,`,
    `${found.announcedAcrossKill.length} again after a kill between showing and noting`,
  ].join(' ')
}
