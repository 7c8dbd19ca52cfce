import type { Fetch } from '../feed/http-client.ts'
import { explain, explainAddress } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Log } from '../model/log.ts'
import { parseSource, type Source } from '../model/source.ts'
import type { TokenState } from '../model/token.ts'
import { type ActiveSource, createActiveSource } from './active-source.ts'
import { type ConnectionTests, createConnectionTests, testServer } from './connection-test.ts'
import { type IngestOptions, startIngest } from './ingest.ts'
import type { Secrets } from './secrets.ts'
import { type CliOverride, createTokens } from './tokens.ts'

/** The server that is subscribed to, the way to another one, and the access tokens. */
export interface Servers extends Pick<ActiveSource, 'source' | 'status' | 'restart' | 'dismissGap' | 'stop'> {
  readonly check: ConnectionTests['check']
  readonly lastCheck: ConnectionTests['current']
  /**
   * Stores the server, and the token where there is one, and subscribes to it. An address that can't be one gets the
   * result of a check.
   */
  readonly connect: (server: string, token: string | null) => void
  readonly forgetToken: () => void
  readonly token: () => TokenState
  /** The token that may be sent to this server; null for none. */
  readonly tokenFor: (source: Source) => string | null
  /** Subscribes to the server of this run, where one is known. */
  readonly start: () => void
}

export interface ServersOptions
  extends Pick<
    IngestOptions,
    'reader' | 'writer' | 'network' | 'clock' | 'onStatus' | 'onOpen' | 'onArrival'
  > {
  readonly cliOverride: CliOverride
  readonly secrets: Secrets
  /** The address of the stored server; null: none. */
  readonly storedServer: () => string | null
  readonly storeServer: (server: string) => void
  readonly fetch: Fetch
  readonly i18n: () => I18n
  readonly log: Log
  /** Another server, or something that is known of one. */
  readonly onChange: () => void
}

export function createServers(options: ServersOptions): Servers {
  const { cliOverride, fetch, clock, i18n, log, onChange } = options
  const first = cliOverride.source ?? parseStored(options.storedServer())
  const tokens = createTokens({
    secrets: options.secrets,
    readOverride: cliOverride.readToken,
    overrideSource: first,
    onUnreadable: log.warn,
  })
  const active = createActiveSource({
    startFeed: (source) => startIngest({ ...options, source, token: () => tokens.tokenFor(source) }),
    now: clock.now,
    onChange,
  })
  const checks = createConnectionTests({
    test: (source, token, signal) =>
      testServer({ url: source.url, token: token ?? tokens.tokenFor(source), fetch, clock, signal }),
    explainAddress: (invalid) => explainAddress(invalid, i18n()),
    explainProblem: ({ error }) =>
      error.kind === 'token-rejected' ? i18n().t('problem.token-wrong') : explain(error, i18n()),
    onChange,
  })

  const connect = (server: string, token: string | null) => {
    const source = parseSource(server)
    if (source.kind === 'invalid') {
      checks.check(server, token)
      return
    }
    checks.clear()
    if (token !== null) tokens.save(source, token)
    options.storeServer(source.id)
    active.switchTo({ id: source.id, url: source.url })
  }

  return {
    ...active,
    check: checks.check,
    lastCheck: checks.current,
    connect,
    forgetToken: () => {
      const source = active.source()
      if (source === null) return
      tokens.forget(source)
      active.restart()
    },
    token: () => tokens.state(active.source()),
    tokenFor: tokens.tokenFor,
    start: () => {
      if (first !== null) active.switchTo(first)
    },
  }
}

function parseStored(server: string | null): Source | null {
  if (server === null) return null
  const source = parseSource(server)
  return source.kind === 'source' ? source : null
}
