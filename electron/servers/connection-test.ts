import type { Found } from '../feed/check-server.ts'
import type { ServerCheck } from '../model/server-check.ts'
import { type AddressError, parseSource, type Source } from '../model/source.ts'

/** Finds out what is at the addresses that the user types; only the last one counts. */
export interface ConnectionTests {
  /** What became of the last check; null: there was none. */
  readonly current: () => ServerCheck | null
  /** @param token the one that was typed; null: the one that is known for this server, if any */
  readonly check: (server: string, token: string | null) => void
  /** Forgets the last check; one that is going on is given up. */
  readonly clear: () => void
}

export interface ConnectionTestsOptions {
  readonly ask: (source: Source, token: string | null, signal: AbortSignal) => Promise<Found>
  readonly explainAddress: (invalid: AddressError) => string
  readonly explainProblem: (found: Extract<Found, { kind: 'problem' }>) => string
  readonly onChange: () => void
}

export function createConnectionTests(options: ConnectionTestsOptions): ConnectionTests {
  let current: ServerCheck | null = null
  let going = new AbortController()

  const show = (server: string, result: ServerCheck['result']) => {
    current = { server, result }
    options.onChange()
  }
  const abandon = (): AbortSignal => {
    going.abort()
    going = new AbortController()
    return going.signal
  }

  return {
    current: () => current,
    check: (server, token) => {
      const signal = abandon()
      const source = parseSource(server)
      if (source.kind === 'invalid') {
        show(server, { kind: 'problem', reason: options.explainAddress(source) })
        return
      }
      show(server, { kind: 'checking' })
      void options.ask(source, token, signal).then((found) => {
        if (signal.aborted) return
        const result =
          found.kind === 'problem' ? { kind: found.kind, reason: options.explainProblem(found) } : found
        show(server, result)
      })
    },
    clear: () => {
      abandon()
      current = null
    },
  }
}
