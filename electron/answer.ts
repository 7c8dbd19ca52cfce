import type { Request } from './cli/parse-arguments.ts'
import { itemAsJson, itemAsLine, statusAsJson, statusAsText } from './cli/print.ts'
import type { Connection } from './model/connection.ts'
import { openStore, type Store } from './store/open-store.ts'

/** What to print, on which stream, and how to exit. */
export interface Answer {
  readonly output: string
  readonly error: string
  readonly exitCode: 0 | 1
}

const pageSize = 500

/** Answers `--history` from the stored history, whether or not the app is running. */
export function answerHistory(request: Extract<Request, { kind: 'history' }>, file: string): Answer {
  return withStore(file, (store) => {
    const lines: string[] = []
    let before: number | null = null
    do {
      const limit = Math.min(pageSize, request.limit - lines.length)
      const page = store.history({ before, limit, unreadOnly: request.unreadOnly })
      lines.push(...page.items.map(request.json ? itemAsJson : itemAsLine))
      before = page.next
    } while (before !== null && lines.length < request.limit)
    return lines.map((line) => `${line}\n`).join('')
  })
}

/** Answers `--status` from what the running app last noted; without one the connection is stopped. */
export function answerStatus(
  request: Extract<Request, { kind: 'status' }>,
  file: string,
  isRunning: boolean,
  now: number,
): Answer {
  const asText = request.json ? statusAsJson : statusAsText
  const never: Connection = { kind: 'stopped', since: now, cause: null }
  const answer = withStore(file, (store) => {
    const latest = store.latestStatus(request.options.source?.id ?? null)
    const noted = latest?.connection ?? never
    const connection: Connection =
      isRunning || noted.kind === 'stopped' ? noted : { kind: 'stopped', since: noted.since, cause: null }
    return `${asText({
      connection,
      cursor: latest === null ? null : store.cursor(latest.source),
      unread: store.unread(),
    })}\n`
  })
  if (answer.output !== '' || answer.error !== '') return answer
  return { ...answer, output: `${asText({ connection: never, cursor: null, unread: 0 })}\n` }
}

function withStore(file: string, read: (store: Store) => string): Answer {
  const opened = openStore(file, { now: Date.now, readOnly: true })
  switch (opened.kind) {
    case 'missing':
      return { output: '', error: '', exitCode: 0 }
    case 'newer':
    case 'failed':
      return { output: '', error: `tidings: The history can't be read: ${opened.reason}.\n`, exitCode: 1 }
    case 'open':
      try {
        return { output: read(opened.store), error: '', exitCode: 0 }
      } finally {
        opened.store.close()
      }
  }
}
