import type { Feed } from '../feed/feed.ts'
import type { Fetch } from '../feed/http-client.ts'
import { explain, explainAddress } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { Connection, ConnectionError, FeedStatus } from '../model/connection.ts'
import type { Log } from '../model/log.ts'
import { isSecure } from '../model/safe-url.ts'
import { addressOf, hasSecrets, parseSource, type Source } from '../model/source.ts'
import { createAddresses } from './addresses.ts'
import { createConnectionTests, testServer } from './connection-test.ts'
import { type Confirm, createConsent } from './consent.ts'
import { type IngestOptions, startIngest } from './ingest.ts'
import type { Secrets } from './secrets.ts'
import { type CliOverride, createTokens, type TokensOptions } from './tokens.ts'
import { pollToken, watchBoth } from './watch-token-file.ts'

export interface ServersOptions
  extends Pick<
    IngestOptions,
    'reader' | 'writer' | 'network' | 'clock' | 'onStatus' | 'onOpen' | 'onArrival' | 'onRevision'
  > {
  readonly cliOverride: CliOverride
  readonly secrets: Secrets
  /** The origin that the token of the command line was first used for. */
  readonly tokenOrigin: TokensOptions['firstUse']
  /** The address of the stored server; null: none. */
  readonly storedServer: () => string | null
  readonly storeServer: (server: string) => void
  readonly confirm: Confirm
  readonly fetch: Fetch
  readonly i18n: () => I18n
  readonly log: Log
  /** Another server is active, or the result of a check has changed. */
  readonly onChange: () => void
}

/** The server that the app is subscribed to, how to switch to another one, and the access tokens. */
export function createServers(options: ServersOptions) {
  const { cliOverride, fetch, clock, i18n, log, onChange } = options
  const stored = parseStored(options.storedServer())
  const first = cliOverride.source ?? stored
  const polling = pollToken(clock)
  const watchToken =
    cliOverride.watchToken === undefined ? polling : watchBoth(cliOverride.watchToken, polling)
  const tokens = createTokens({
    secrets: options.secrets,
    readOverride: cliOverride.readToken,
    overrideSource: cliOverride.source,
    firstUse: options.tokenOrigin,
    onUnreadable: log.warn,
  })
  const addresses = createAddresses(options.secrets)
  const idle: FeedStatus = {
    connection: { kind: 'stopped', since: clock.now(), error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
    disconnectedSince: clock.now(),
    completeness: { kind: 'not-known-yet' },
  }
  const opening: FeedStatus = {
    ...idle,
    connection: { kind: 'connecting', since: clock.now(), error: null },
  }
  // Without a feed while the keychain is asked for the secrets.
  let active: { readonly source: Source; readonly feed: Feed | null } | null = null
  const currentSource = (): Source | null => active?.source ?? null
  /** Connects again immediately. */
  const restart = (): void => active?.feed?.restart()
  const subscribe = (known: Source) => {
    const source = addresses.complete(known)
    tokens.use(source)
    const owner = tokens.belongsTo(source)
    if (owner !== null) {
      const { origin } = source.url
      log.warn(
        `The access token of this start is for ${owner}, so ${origin} does not get it. Start with --server.`,
      )
    }
    const feed = startIngest({
      ...{ ...options, source, watchToken },
      token: () => tokens.tokenFor(source),
      tokenMissing: () => missingToken(tokens.belongsTo(source)),
    })
    active = { source, feed }
    onChange()
  }
  const consent = createConsent({
    confirm: options.confirm,
    given: [first, stored],
    ...{ i18n, clock, log },
  })
  const switchTo = (source: Source) => {
    active?.feed?.stop()
    if (addresses.isLoaded(source)) return subscribe(source)
    const loading = { source, feed: null }
    active = loading
    onChange()
    void addresses.load(source).then(() => {
      if (active === loading) subscribe(source)
    })
  }
  /** The address as it is used: an address that the window shows is without its secrets. */
  const complete = (source: Source): Source =>
    active?.source.id === source.id && !hasSecrets(source)
      ? { ...active.source, format: source.format }
      : addresses.complete(source)
  const checks = createConnectionTests({
    test: async (typed, token, signal) => {
      await addresses.load(typed)
      const source = complete(typed)
      return testServer({ url: source.url, token: token ?? tokens.tokenFor(source), fetch, clock, signal })
    },
    isConfirmed: consent.isGiven,
    explainAddress: (invalid) => explainAddress(invalid, i18n()),
    explainInsecure: () => i18n().t('window.welcome.notSecure'),
    explainProblem: ({ error }) =>
      error.kind === 'token-rejected' ? i18n().t('problem.token-wrong') : explain(error, i18n()),
    onChange,
  })

  /** Stores the server, and the token if there is one, and subscribes to it. */
  const changeServer = ({ id, url, format }: Source, token: string | null): void => {
    checks.clear()
    const source = complete({ id, url, format })
    addresses.save(source)
    if (token !== null) tokens.save(source, token)
    options.storeServer(addressOf(source))
    switchTo(source)
  }
  /**
   * Connects as the user asks in the window. Nothing is sent to a server that they have not agreed to: they are asked
   * first, and then it must pass the test. For an address that can't be used nothing is stored; `lastCheck` says why.
   */
  const connect = async (server: string, token: string | null): Promise<void> => {
    const source = parseSource(server)
    if (source.kind === 'source' && consent.isGiven(source)) return changeServer(source, token)
    if (source.kind === 'source' && isSecure(source.url)) {
      if (!(await consent.ask(source, 'window', currentSource()))) return
    }
    if ((await checks.check(server, token)) && source.kind === 'source') changeServer(source, token)
  }

  return {
    /** Null: no server is set up yet. */
    source: currentSource,
    status: (): FeedStatus => active?.feed?.status() ?? (active === null ? idle : opening),
    restart,
    /** The user has seen that events may be missing. */
    dismissGap: (): void => active?.feed?.dismissGap(),
    check: (server: string, token: string | null): void => void checks.check(server, token),
    lastCheck: checks.current,
    connect: (server: string, token: string | null): void => void connect(server, token),
    /** Connects as a link asks, if the user agrees. Resolves to whether they did. */
    connectByLink: async (source: Source): Promise<boolean> => {
      const isConfirmed = await consent.ask(source, 'link', currentSource())
      if (isConfirmed) changeServer(source, null)
      return isConfirmed
    },
    forgetToken: (): void => {
      if (active === null) return
      const { source } = active
      tokens.forget(source)
      const plain = addresses.forget(source)
      if (hasSecrets(source)) switchTo(plain)
      else restart()
    },
    token: () => tokens.state(currentSource()),
    /** The token that may be sent to the server with this address; null for none. */
    tokenForAddress: async (server: string): Promise<string | null> => {
      const source = parseStored(server)
      if (source === null) return null
      await addresses.load(source)
      return tokens.tokenFor(source)
    },
    /** Null while no server is known. */
    connection: (): Connection | null =>
      active === null ? null : (active.feed?.status().connection ?? opening.connection),
    /** Subscribes to the server of this run, where one is known. */
    start: (): void => {
      // An earlier version has stored the whole address.
      if (stored !== null && hasSecrets(stored)) {
        addresses.save(stored)
        options.storeServer(addressOf(stored))
      }
      if (first !== null) switchTo(first)
    },
    stop: (): void => {
      active?.feed?.stop()
      active = null
    },
  }
}

function missingToken(owner: string | null): ConnectionError {
  return owner === null ? { kind: 'token-missing' } : { kind: 'token-elsewhere', origin: owner }
}

function parseStored(server: string | null): Source | null {
  if (server === null) return null
  const source = parseSource(server)
  return source.kind === 'source' ? { id: source.id, url: source.url, format: source.format } : null
}
