import type { Feed } from '../feed/feed.ts'
import type { Fetch } from '../feed/http-client.ts'
import { explain, explainAddress } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Connection, FeedStatus } from '../model/connection.ts'
import type { Log } from '../model/log.ts'
import { addressOf, parseSource, type Source } from '../model/source.ts'
import { createConnectionTests, testServer } from './connection-test.ts'
import { type IngestOptions, startIngest } from './ingest.ts'
import type { Secrets } from './secrets.ts'
import { type CliOverride, createTokens } from './tokens.ts'
import { pollToken, watchBoth } from './watch-token-file.ts'

export interface ServersOptions
  extends Pick<
    IngestOptions,
    'reader' | 'writer' | 'network' | 'clock' | 'onStatus' | 'onOpen' | 'onArrival' | 'onRevision'
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

/** The server that the app is subscribed to, how to switch to another one, and the access tokens. */
export function createServers(options: ServersOptions) {
  const { cliOverride, fetch, clock, i18n, log, onChange } = options
  const first = cliOverride.source ?? parseStored(options.storedServer())
  const polling = pollToken(clock)
  const watchToken =
    cliOverride.watchToken === undefined ? polling : watchBoth(cliOverride.watchToken, polling)
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
    disconnectedSince: clock.now(),
    completeness: { kind: 'not-known-yet' },
  }
  let active: { readonly source: Source; readonly feed: Feed } | null = null
  const currentSource = (): Source | null => active?.source ?? null
  /** Connects again immediately. */
  const restart = (): void => active?.feed.restart()
  const switchTo = (source: Source) => {
    active?.feed.stop()
    const feed = startIngest({ ...options, source, watchToken, token: () => tokens.tokenFor(source) })
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

  /**
   * Stores the server, and the token if there is one, and subscribes to it. For an invalid address nothing is stored;
   * `lastCheck` then says why.
   */
  const connect = (server: string, token: string | null): void => {
    const source = parseSource(server)
    if (source.kind === 'invalid') {
      checks.check(server, token)
      return
    }
    checks.clear()
    if (token !== null) tokens.save(source, token)
    options.storeServer(addressOf(source))
    switchTo({ id: source.id, url: source.url, format: source.format })
  }

  return {
    /** Null: no server is set up yet. */
    source: currentSource,
    status: (): FeedStatus => active?.feed.status() ?? idle,
    restart,
    /** The user has seen that events may be missing. */
    dismissGap: (): void => active?.feed.dismissGap(),
    check: checks.check,
    lastCheck: checks.current,
    connect,
    forgetToken: (): void => {
      if (active === null) return
      tokens.forget(active.source)
      restart()
    },
    token: () => tokens.state(currentSource()),
    /** The token that may be sent to the server with this address; null for none. */
    tokenForAddress: (server: string) => {
      const source = parseStored(server)
      return source === null ? null : tokens.tokenFor(source)
    },
    /** Null while no server is known. */
    connection: (): Connection | null => active?.feed.status().connection ?? null,
    /** Subscribes to the server of this run, where one is known. */
    start: (): void => {
      if (first !== null) switchTo(first)
    },
    stop: (): void => active?.feed.stop(),
  }
}

function parseStored(server: string | null): Source | null {
  if (server === null) return null
  const source = parseSource(server)
  return source.kind === 'source' ? source : null
}
