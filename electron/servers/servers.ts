import type { Feed } from '../feed/feed.ts'
import type { Fetch } from '../feed/http-client.ts'
import { explain, explainAddress } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Connection, FeedStatus } from '../model/connection.ts'
import type { Log } from '../model/log.ts'
import { parseSource, type Source } from '../model/source.ts'
import type { TokenState } from '../model/token.ts'
import { type ConnectionTests, createConnectionTests, testServer } from './connection-test.ts'
import { type IngestOptions, startIngest } from './ingest.ts'
import type { Secrets } from './secrets.ts'
import { type CliOverride, createTokens } from './tokens.ts'

/** The server that the app is subscribed to, how to switch to another one, and the access tokens. */
export interface Servers {
  /** Null: no server is set up yet. */
  readonly source: () => Source | null
  readonly status: () => FeedStatus
  /** Connects again immediately. */
  readonly restart: () => void
  readonly check: ConnectionTests['check']
  readonly lastCheck: ConnectionTests['current']
  /**
   * Stores the server, and the token if there is one, and subscribes to it. For an invalid address nothing is stored;
   * `lastCheck` then says why.
   */
  readonly connect: (server: string, token: string | null) => void
  readonly forgetToken: () => void
  readonly token: () => TokenState
  /** The token that may be sent to the server with this address; null for none. */
  readonly tokenForAddress: (server: string) => string | null
  /** Null while no server is known. */
  readonly connection: () => Connection | null
  /** Subscribes to the server of this run, where one is known. */
  readonly start: () => void
  readonly stop: () => void
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
  /** Another server is active, or the result of a check has changed. */
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
  const idle: FeedStatus = {
    connection: { kind: 'stopped', since: clock.now(), error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
  }
  let active: { readonly source: Source; readonly feed: Feed } | null = null
  const currentSource = () => active?.source ?? null
  const restart = () => active?.feed.restart()
  const switchTo = (source: Source) => {
    active?.feed.stop()
    const feed = startIngest({ ...options, source, token: () => tokens.tokenFor(source) })
    active = { source, feed }
    onChange()
  }
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
    switchTo({ id: source.id, url: source.url })
  }

  return {
    source: currentSource,
    status: () => active?.feed.status() ?? idle,
    restart,
    check: checks.check,
    lastCheck: checks.current,
    connect,
    forgetToken: () => {
      if (active === null) return
      tokens.forget(active.source)
      restart()
    },
    token: () => tokens.state(currentSource()),
    tokenForAddress: (server) => {
      const source = parseStored(server)
      return source === null ? null : tokens.tokenFor(source)
    },
    connection: () => active?.feed.status().connection ?? null,
    start: () => {
      if (first !== null) switchTo(first)
    },
    stop: () => active?.feed.stop(),
  }
}

function parseStored(server: string | null): Source | null {
  if (server === null) return null
  const source = parseSource(server)
  return source.kind === 'source' ? source : null
}
