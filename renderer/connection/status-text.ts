import type { Connection } from '../../electron/model/connection.ts'
import type { Formats } from '../format/formats.ts'

/** What the header says of the connection. */
export interface StatusText {
  readonly label: string
  /** The part that changes each second, kept apart so that a screen reader is not told every one of them. */
  readonly countdown: string | null
  /** For the tooltip: since when. */
  readonly since: string
}

export function statusText(connection: Connection, now: number, formats: Formats): StatusText {
  const since = `Since ${formats.exact(connection.since)}`
  switch (connection.kind) {
    case 'connecting':
      return { label: 'Connecting…', countdown: null, since }
    case 'open':
      return { label: 'Connected', countdown: null, since }
    case 'waiting':
      return { label: 'Retrying', countdown: countdown(connection.retryAt - now), since }
    case 'offline':
      return { label: 'Offline', countdown: null, since }
    case 'signed-out':
      return { label: 'Signed out', countdown: null, since }
    case 'stopped':
      return { label: 'Stopped', countdown: null, since }
    default:
      return connection satisfies never
  }
}

/** `in 12 s`, `in 3 min`; `now` once the moment has come. */
export function countdown(leftMs: number): string {
  if (leftMs <= 0) return 'now'
  const seconds = Math.ceil(leftMs / 1000)
  return seconds < 100 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`
}

/** The button that may mend the connection; null where there is nothing to mend, or it is being tried. */
export function retryLabel(connection: Connection): string | null {
  switch (connection.kind) {
    case 'connecting':
    case 'open':
      return null
    case 'waiting':
    case 'offline':
      return 'Retry now'
    case 'signed-out':
      return 'Try again'
    case 'stopped':
      return 'Connect'
    default:
      return connection satisfies never
  }
}

export interface Trouble {
  readonly text: string
  /** What to give on the command line to mend it. */
  readonly option: string | null
}

/** What is wrong and what helps; null when all is well. `problem` is the cause as the main process words it. */
export function troubleOf(connection: Connection, problem: string | null): Trouble | null {
  switch (connection.kind) {
    case 'offline':
      return plain('This computer has no network. Tidings connects by itself as soon as it is back.')
    case 'signed-out':
      return { text: problem ?? 'The server asks for an access token.', option: '--token-file <file>' }
    case 'stopped':
      return plain(problem ?? 'Tidings is not connected, so nothing new can arrive.')
    case 'connecting':
    case 'waiting':
    case 'open':
      return problem === null ? null : plain(problem)
    default:
      return connection satisfies never
  }
}

function plain(text: string): Trouble {
  return { text, option: null }
}

/** The part of a server's address that people know it by. */
export function serverName(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server
}
