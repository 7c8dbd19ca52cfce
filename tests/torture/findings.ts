import type { ReceivedNotification } from '../support/desktop/notifications.ts'
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
  readonly notifications: number
  /** Things that were announced more than once. */
  readonly announcedTwice: readonly string[]
  /**
   * At least so many things had their notification noted, and a kill came before it was shown: the price of never announcing
   * twice. They are in the history, unread.
   */
  readonly notedOnly: number
}

export interface Evidence {
  readonly victims: string
  readonly kills: number
  readonly sent: number
  readonly expected: readonly ExpectedLine[]
  readonly actual: readonly HistoryLine[]
  readonly notifications: readonly ReceivedNotification[]
}

export function findings({ victims, kills, sent, expected, actual, notifications }: Evidence): Findings {
  const have = new Map(actual.map((line) => [`${line.type} ${line.id}`, line]))
  const wrong = expected.flatMap((line) => {
    const found = have.get(`${line.type} ${line.id}`)
    const same = found?.title === line.title && found?.message === line.message && found?.state === line.state
    return same ? [] : [`${JSON.stringify(line)} is ${JSON.stringify(found)}`]
  })
  const known = new Set(expected.map(({ type, id }) => `${type} ${id}`))
  const stray = actual.filter(({ type, id }) => !known.has(`${type} ${id}`))
  const ids = actual.map(({ type, id }) => `${type} ${id}`)
  const told = notifications.reduce((sum, notification) => sum + toldBy(notification), 0)
  return {
    victims,
    kills,
    sent,
    kept: actual.length,
    wrong: [...wrong, ...stray.map((line) => `${JSON.stringify(line)} was never sent`)],
    twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    inOrder: ids.join() === expected.map(({ type, id }) => `${type} ${id}`).join(),
    notifications: notifications.length,
    announcedTwice: repeated(notifications),
    notedOnly: Math.max(0, actual.filter(({ toast }) => toast === 'shown').length - told),
  }
}

/** How many things a notification tells of: itself, or in a digest those with a name and "and 7 more". */
function toldBy({ summary, body }: ReceivedNotification): number {
  if (!/^\d+ (failed|ready|cancelled|notifications?)/.test(summary)) return 1
  const lines = body.split('\n')
  const more = lines.at(-1)?.match(/^and ([\d,]+) more$/)?.[1]
  return more === undefined ? lines.length : lines.length - 1 + Number(more.replaceAll(',', ''))
}

/** What was announced more than once, by a notification of its own or by its name in a digest. */
function repeated(notifications: readonly ReceivedNotification[]): readonly string[] {
  const names = notifications.flatMap(({ summary, body }) => [
    ...new Set(
      [summary, ...body.split('\n')].flatMap(
        (text) => text.match(/\b(?:Title|Export|Plain) \d+\b/)?.[0] ?? [],
      ),
    ),
  ])
  return names.filter((name, index) => names.indexOf(name) !== index)
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
    `${found.notifications} notifications, ${found.announcedTwice.length} again,`,
    `${found.notedOnly} noted just before a kill and not seen`,
  ].join(' ')
}
