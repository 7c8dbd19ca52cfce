import type { ReceivedNotification } from '../support/desktop/notifications.ts'
import type { HistoryLine } from '../support/tidings.ts'
import type { ExpectedLine } from './expected-history.ts'

/** The result of a torture run. */
export interface Findings {
  readonly victims: string
  readonly kills: number
  /** Events that the server has sent. */
  readonly sent: number
  /** Items in the history. */
  readonly stored: number
  /** Lines that are missing, or are not as they were sent. */
  readonly wrong: readonly string[]
  /** Items that the history has twice. */
  readonly duplicates: readonly string[]
  /** Whether the items are in the order in which they were sent. */
  readonly inOrder: boolean
  readonly notifications: number
  /** Items that notified more than once. */
  readonly notifiedTwice: readonly string[]
  /**
   * At least so many items were recorded as shown, and a kill came before their notification was: the price of never
   * notifying twice. They are in the history, unread.
   */
  readonly recordedOnly: number
}

export interface Evidence {
  readonly victims: string
  readonly kills: number
  readonly sent: number
  readonly expected: readonly ExpectedLine[]
  readonly actual: readonly HistoryLine[]
  readonly notifications: readonly ReceivedNotification[]
}

export function findings({
  victims,
  kills,
  sent,
  expected,
  actual,
  notifications: received,
}: Evidence): Findings {
  // Replacing what is on the screen announces nothing. What no daemon has answered was not shown, and may come again.
  const notifications = received.filter(({ id, replacesId }) => replacesId === 0 && id !== undefined)
  const have = new Map(actual.map((line) => [`${line.type} ${line.id}`, line]))
  const wrong = expected.flatMap((line) => {
    const found = have.get(`${line.type} ${line.id}`)
    const same = found?.title === line.title && found?.message === line.message && found?.state === line.state
    return same ? [] : [`${JSON.stringify(line)} is ${JSON.stringify(found)}`]
  })
  const known = new Set(expected.map(({ type, id }) => `${type} ${id}`))
  const stray = actual.filter(({ type, id }) => !known.has(`${type} ${id}`))
  const ids = actual.map(({ type, id }) => `${type} ${id}`)
  const shown = notifications.reduce((sum, notification) => sum + countItems(notification), 0)
  return {
    victims,
    kills,
    sent,
    stored: actual.length,
    wrong: [...wrong, ...stray.map((line) => `${JSON.stringify(line)} was never sent`)],
    duplicates: ids.filter((id, index) => ids.indexOf(id) !== index),
    inOrder: ids.join() === expected.map(({ type, id }) => `${type} ${id}`).join(),
    notifications: notifications.length,
    notifiedTwice: repeated(notifications),
    recordedOnly: Math.max(0, actual.filter(({ toast }) => toast === 'shown').length - shown),
  }
}

/** How many items a notification stands for: one, or in a digest those that it names and "and 7 more". */
function countItems({ summary, body }: ReceivedNotification): number {
  if (!/^\d+ (failed|ready|cancelled|notifications?)/.test(summary)) return 1
  const lines = body.split('\n')
  const more = lines.at(-1)?.match(/^and ([\d,]+) more$/)?.[1]
  return more === undefined ? lines.length : lines.length - 1 + Number(more.replaceAll(',', ''))
}

/** The items that notified more than once, by a notification of their own or by their name in a digest. */
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

/** Whether nothing was lost, duplicated or out of order. */
export function isFlawless({ wrong, duplicates, inOrder, notifiedTwice }: Findings): boolean {
  return wrong.length === 0 && duplicates.length === 0 && inOrder && notifiedTwice.length === 0
}

export function findingsAsText(found: Findings): string {
  return [
    `${found.victims} killed ${found.kills} times: ${found.sent} events sent, ${found.stored} items stored,`,
    `${found.wrong.length} missing or wrong, ${found.duplicates.length} twice,`,
    `${found.inOrder ? 'in order' : 'NOT in order'};`,
    `${found.notifications} notifications, ${found.notifiedTwice.length} again,`,
    `${found.recordedOnly} recorded just before a kill and not shown`,
  ].join(' ')
}
