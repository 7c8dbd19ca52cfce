import { type Connection, causeOf } from '../model/connection.ts'
import { explain } from '../model/explain.ts'
import type { Item } from '../model/item.ts'

/** What `--status` reports. */
export interface StatusReport {
  readonly connection: Connection
  readonly cursor: string | null
  readonly unread: number
}

export function itemAsJson(item: Item): string {
  return JSON.stringify({
    id: item.id,
    type: item.type,
    title: item.title,
    message: item.message,
    category: item.category,
    priority: item.priority,
    state: item.state,
    progress: item.progress,
    read: item.read,
    url: item.url,
    createdAt: iso(item.createdAt),
    receivedAt: iso(item.receivedAt),
    updatedAt: iso(item.updatedAt),
    toast: item.toast,
  })
}

/** One line for people: when, whether unread, what. Control characters never reach the terminal. */
export function itemAsLine(item: Item): string {
  const words = [item.state ?? item.category, item.title, item.message].filter((word) => word !== null)
  return `${iso(item.receivedAt)} ${item.read ? ' ' : '*'} ${words.join(' | ')}`.replace(/\p{Cc}+/gu, ' ')
}

export function statusAsJson(report: StatusReport): string {
  return JSON.stringify({
    connection: report.connection.kind,
    since: iso(report.connection.since),
    cursor: report.cursor,
    unread: report.unread,
    lastError: lastErrorOf(report.connection),
  })
}

export function statusAsText(report: StatusReport): string {
  const problem = lastErrorOf(report.connection)
  return [
    `Connection: ${report.connection.kind} since ${iso(report.connection.since)}`,
    ...(problem === null ? [] : [problem]),
    `Unread: ${report.unread}`,
  ].join('\n')
}

function lastErrorOf(connection: Connection): string | null {
  const cause = causeOf(connection)
  return cause === null ? null : explain(cause)
}

function iso(at: number): string
function iso(at: number | null): string | null
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
