import { eventStreamHeaders, type Fetch, type HttpResult } from '../feed/http-client.ts'
import { createGuardedClient } from '../feed/http-guards.ts'
import { defaultLimits } from '../feed/limits.ts'
import type { Clock } from '../model/clock.ts'
import type { ConnectionError } from '../model/connection.ts'
import { isSecure } from '../model/safe-url.ts'
import { type AddressError, parseSource, type ServerCheck, type Source } from '../model/source.ts'

/** What one request to a server has shown. */
export type TestResult =
  | { readonly kind: 'stream' }
  | { readonly kind: 'token-needed' }
  /** It asks for a token, and says where one signs in for it. */
  | { readonly kind: 'sign-in-offered' }
  | { readonly kind: 'problem'; readonly error: ConnectionError }

export interface TestServerOptions {
  readonly url: URL
  readonly token: string | null
  readonly fetch: Fetch
  readonly clock: Clock
  /** Aborting it ends the test; its result must then be ignored. */
  readonly signal: AbortSignal
}

// Shorter than that of the feed, because the user is waiting.
const timeoutMs = 8_000

/** Makes one request by the rules of the feed, and closes it as soon as the response begins. */
export async function testServer({
  url,
  token,
  fetch,
  clock,
  signal,
}: TestServerOptions): Promise<TestResult> {
  const send = createGuardedClient({
    fetch,
    clock,
    limits: { ...defaultLimits, connectTimeoutMs: timeoutMs },
    token: { current: () => token, refresh: async () => ({ kind: 'none' }) },
    cursor: null,
    wasCursorRefused: false,
    onResume: () => {},
  })
  const result = await send({
    url,
    headers: eventStreamHeaders,
    signal,
  })
  if (result.kind === 'response') result.discard()
  return testResult(result)
}

export function testResult(result: HttpResult): TestResult {
  if (result.kind === 'response') return { kind: 'stream' }
  const { error } = result
  if (error.kind !== 'token-missing') return { kind: 'problem', error }
  return { kind: offersSignIn(error) ? 'sign-in-offered' : 'token-needed' }
}

function offersSignIn(error: ConnectionError): boolean {
  return 'resourceMetadata' in error && error.resourceMetadata !== undefined
}

/** Tests the addresses that the user types; only the last one counts. */
export interface ConnectionTests {
  /** The last check and its result; null: there was none. */
  readonly current: () => ServerCheck | null
  /**
   * Resolves to the kind of its result; null when another check has begun since.
   *
   * @param token the one that was typed; null: the stored one of this server, if there is one
   */
  readonly check: (address: string, token: string | null) => Promise<ServerCheck['result']['kind'] | null>
  /** Shows this reason, a sentence, as the result of a check that is not made. */
  readonly refuse: (address: string, reason: string) => void
  /** Makes the last check again if it ended at a proxy, for which there is a login now. */
  readonly passProxy: () => void
  /** Forgets the last check and cancels it if it is still running. */
  readonly clear: () => void
}

export interface ConnectionTestsOptions {
  readonly test: (source: Source, token: string | null, signal: AbortSignal) => Promise<TestResult>
  /** Whether the user has agreed that this server is contacted. */
  readonly isConfirmed: (source: Source) => boolean
  readonly explainAddress: (error: AddressError) => string
  readonly explainInsecure: () => string
  readonly explainProblem: (problem: Extract<TestResult, { kind: 'problem' }>) => string
  readonly onChange: () => void
}

export function createConnectionTests(options: ConnectionTestsOptions): ConnectionTests {
  let current: ServerCheck | null = null
  let running = new AbortController()
  let lastToken: string | null = null

  const show = (address: string, result: ServerCheck['result']): ServerCheck['result']['kind'] => {
    current = { address, result }
    options.onChange()
    return result.kind
  }
  const refuse = (address: string, reason: string) => show(address, { kind: 'problem', reason })
  const shownResult = (result: TestResult, token: string | null): ServerCheck['result'] => {
    if (result.kind !== 'problem') return result
    // Only the stored token was refused, perhaps because it is old: signing in is better than a text about it.
    if (token === null && offersSignIn(result.error)) return { kind: 'sign-in-offered' }
    const reason = options.explainProblem(result)
    if (result.error.kind === 'client-certificate') return { kind: 'certificate-needed', reason }
    if (result.error.kind === 'proxy-login') return { kind: 'proxy-login', reason, proxy: result.error }
    return result.error.kind === 'token-rejected'
      ? { kind: 'token-rejected', reason }
      : { kind: 'problem', reason }
  }
  const cancelRunning = (): AbortSignal => {
    running.abort()
    running = new AbortController()
    return running.signal
  }

  const check: ConnectionTests['check'] = async (address, token) => {
    lastToken = token
    const signal = cancelRunning()
    const source = parseSource(address)
    if (source.kind === 'invalid') return refuse(address, options.explainAddress(source))
    if (!options.isConfirmed(source)) {
      if (!isSecure(source.url)) return refuse(address, options.explainInsecure())
      return show(address, { kind: 'unconfirmed' })
    }
    show(address, { kind: 'checking' })
    const result = await options.test(source, token, signal)
    return signal.aborted ? null : show(address, shownResult(result, token))
  }

  return {
    current: () => current,
    check,
    refuse: (address, reason) => {
      cancelRunning()
      refuse(address, reason)
    },
    passProxy: () => {
      if (current?.result.kind === 'proxy-login') void check(current.address, lastToken)
    },
    clear: () => {
      cancelRunning()
      current = null
    },
  }
}
