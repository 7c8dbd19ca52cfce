import { Client } from 'pg'
import { wakeName } from './postgres-outbox.ts'

export interface PostgresListener {
  /** Resolves when the connection listens. */
  readonly listening: () => Promise<void>
  readonly stop: () => Promise<void>
}

type State =
  | { readonly kind: 'connecting'; readonly waiting: readonly (() => void)[] }
  | { readonly kind: 'listening' }
  | { readonly kind: 'stopped' }

const pingMs = 10_000
const maxAnswerMs = 10_000
const maxRetryMs = 2_000

/**
 * Listens on a connection of its own, again and again until it is stopped. Calls `onConnected` each time that it
 * listens: what was notified before is lost.
 */
export function startPostgresListener(
  connectionString: string,
  onNotify: (channel: string) => void,
  onConnected: () => void,
  onError: (error: Error) => void,
): PostgresListener {
  let state: State = { kind: 'connecting', waiting: [] }
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined
  let failures = 0

  function connect(): void {
    const current = new Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: maxAnswerMs,
      query_timeout: maxAnswerMs,
    })
    client = current
    current.on('notification', ({ payload }) => {
      if (payload !== undefined) onNotify(payload)
    })
    current.on('error', (error) => fail(current, error))
    current.on('end', () => fail(current, new Error('The connection has ended.')))
    listen(current).catch((error: unknown) =>
      fail(current, error instanceof Error ? error : new Error(String(error))),
    )
  }

  async function listen(current: Client): Promise<void> {
    await current.connect()
    await current.query(`listen ${wakeName}`)
    if (current !== client) return
    failures = 0
    const waiting = state.kind === 'connecting' ? state.waiting : []
    state = { kind: 'listening' }
    for (const resolve of waiting) resolve()
    onConnected()
    ping(current)
  }

  /** Notices a connection that is dead without having been closed. */
  function ping(current: Client): void {
    timer = setTimeout(() => {
      current.query('select 1').then(
        () => {
          if (current === client) ping(current)
        },
        (error) => fail(current, error),
      )
    }, pingMs)
  }

  function fail(failed: Client, error: Error): void {
    if (failed !== client) return
    client = undefined
    clearTimeout(timer)
    failed.end().catch(() => {})
    if (state.kind === 'stopped') return
    if (state.kind === 'listening') state = { kind: 'connecting', waiting: [] }
    onError(error)
    timer = setTimeout(connect, Math.min(50 * 2 ** failures, maxRetryMs) * (0.5 + Math.random() / 2))
    failures += 1
  }

  connect()
  return {
    listening: () =>
      new Promise((resolve, reject) => {
        switch (state.kind) {
          case 'listening':
            return resolve()
          case 'connecting':
            state = { kind: 'connecting', waiting: [...state.waiting, resolve] }
            return
          case 'stopped':
            return reject(new Error('The bus is closed.'))
        }
      }),
    stop: async () => {
      state = { kind: 'stopped' }
      clearTimeout(timer)
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
