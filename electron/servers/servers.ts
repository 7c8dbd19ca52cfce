import type { AccountOptions } from '../accounts/account-options.ts'
import { createAccount } from '../accounts/accounts.ts'
import type { Fetch } from '../feed/http-client.ts'
import { explain, explainAddress } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { errorOf } from '../model/connection.ts'
import type { Log } from '../model/log.ts'
import type { ServerPolicy } from '../model/policy.ts'
import { parseSafeUrl } from '../model/safe-url.ts'
import type { Server, ServerChange, ServerKey } from '../model/server.ts'
import { maxServers, type ServerSettings } from '../model/settings.ts'
import { addressOf, hasSecrets, type Source, type SourceId } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { createAddresses } from './addresses.ts'
import { createConnect } from './connect.ts'
import { createConnectionTests, testServer } from './connection-test.ts'
import { type Confirm, createConsent } from './consent.ts'
import type { IngestOptions } from './ingest.ts'
import { createRunningServers, type RunningServer } from './running-servers.ts'
import type { Secrets } from './secrets.ts'
import { serverRefusal } from './server-refusal.ts'
import { createStoredServers } from './stored-servers.ts'
import type { SubscriptionOptions } from './subscription.ts'
import { type CliOverride, createTokens, type TokensOptions } from './tokens.ts'
import { pollToken, watchBoth } from './watch-token-file.ts'

export interface ServersOptions
  extends Pick<
      IngestOptions,
      'writer' | 'network' | 'clock' | 'onOpen' | 'onEvent' | 'onArrival' | 'onRevision'
    >,
    Pick<SubscriptionOptions, 'onGreeting' | 'onDisconnect'> {
  readonly reader: IngestOptions['reader'] & Pick<HistoryReader, 'sources'>
  readonly cliOverride: CliOverride
  readonly secrets: Secrets
  /** The origin that the token of the command line was first used for. */
  readonly tokenOrigin: TokensOptions['firstUse']
  /** The servers in the settings. */
  readonly stored: () => readonly ServerSettings[]
  readonly store: (servers: readonly ServerSettings[]) => void
  /** What the organization has decided about servers; they are among the stored ones. */
  readonly policy?: ServerPolicy
  readonly confirm: Confirm
  readonly fetch: Fetch
  /** What signing in with the browser needs of the system. */
  readonly signIn: Pick<AccountOptions, 'fetch' | 'loopback' | 'openBrowser' | 'random'>
  /** The certificates by which servers know the user. */
  readonly certificates: {
    readonly chosenFor: (origin: string) => Server['certificate']
    readonly offeredFor: (origin: string) => Server['certificates']
    readonly choose: (origin: string, fingerprint: string | null) => boolean
    readonly keepOnly: (origins: readonly string[]) => void
  }
  readonly i18n: () => I18n
  readonly log: Log
  /** The user no longer has this server, perhaps nothing of its history either. */
  readonly onRemove: (id: SourceId, isHistoryDeleted: boolean) => void
  /** Whether the history of a server goes whenever the user signs out of it or no longer has it. Default: never. */
  readonly alwaysDeletesHistory?: () => boolean
  /** The history of this server is about to be deleted. */
  readonly onDeleteHistory: (id: SourceId) => void
  /** The user has signed out, but the authorization server could not be told. */
  readonly onNotRevoked: (server: string) => void
  /** A link could not be followed; why, as a sentence. */
  readonly onLinkRefused?: (reason: string) => void
  /** A server, its connection or its account has changed, or the result of a check. */
  readonly onChange: () => void
}

/** The servers that the app is subscribed to: how they are added, changed and removed, and the access to each. */
export function createServers(options: ServersOptions) {
  const { cliOverride, secrets, writer, fetch, clock, i18n, log, onChange } = options
  const policy = options.policy ?? { managed: [], allowsOthers: true }
  const isManaged = ({ id }: Source): boolean => policy.managed.includes(id)
  const stored = createStoredServers({ read: options.stored, write: options.store })
  const tokens = createTokens({
    secrets,
    readOverride: cliOverride.readToken,
    overrideSource: cliOverride.source,
    firstUse: options.tokenOrigin,
    onUnreadable: log.warn,
  })
  const addresses = createAddresses(secrets)
  const polling = pollToken(clock)
  const running = createRunningServers({
    subscription: {
      ...{ ...options, addresses, tokens },
      watchToken: cliOverride.watchToken === undefined ? polling : watchBoth(cliOverride.watchToken, polling),
      createAccount: (source, events) =>
        createAccount({ ...options.signIn, source, secrets, clock, i18n, log, ...events }),
    },
    ...{ writer, onChange },
  })
  const consent = createConsent({
    confirm: options.confirm,
    given: [cliOverride.source, ...stored.known().map(({ source }) => source)],
    ...{ i18n, clock, log },
  })

  /** The address as it is used: an address that the window shows is without its secrets. */
  const complete = (source: Source): Source => {
    const used = running.byId(source.id)?.subscription.source()
    if (used === undefined || hasSecrets(source)) return addresses.complete(source)
    return { ...used, format: source.format }
  }
  const checks = createConnectionTests({
    test: async (typed, token, signal) => {
      await Promise.all([addresses.load(typed), tokens.load(typed)])
      const source = complete(typed)
      const known = running.byId(typed.id)?.subscription.token() ?? tokens.tokenFor(source)
      return testServer({ url: source.url, token: token ?? known, fetch, clock, signal })
    },
    isConfirmed: consent.isGiven,
    explainAddress: (invalid) => explainAddress(invalid, i18n()),
    explainInsecure: () => i18n().t('welcome.not-secure'),
    explainProblem: ({ error }) =>
      error.kind === 'token-rejected' ? i18n().t('problem.token-wrong') : explain(error, i18n()),
    onChange,
  })

  /** Forgets the account at once, has its tokens revoked, and tells the user when that was not possible. */
  const signOutOf = async ({ subscription }: RunningServer): Promise<void> => {
    const result = await subscription.account.signOut()
    if (result === 'not-revoked') options.onNotRevoked(subscription.source().url.host)
  }
  /** Forgets everything that gives access to this server. */
  const forgetAccess = (server: RunningServer): void => {
    const source = server.subscription.source()
    tokens.forget(source)
    addresses.forget(source)
    void signOutOf(server)
  }

  /** Subscribes to a server that is in use already, perhaps at another address or with another token. */
  const reuse = (old: RunningServer, source: Source, token: string | null): RunningServer => {
    const oldSource = old.subscription.source()
    const isSame = oldSource.id === source.id
    // Only the path was mended, perhaps: the token is for the same origin.
    const kept = !isSame && oldSource.url.origin === source.url.origin ? tokens.tokenFor(oldSource) : null
    const given = token ?? kept
    if (!isSame) forgetAccess(old)
    else if (token !== null) void signOutOf(old)
    if (given !== null) tokens.save(source, given)
    const settings = { ...old.settings, address: addressOf(source) }
    stored.put(oldSource.id, settings)
    return running.subscribeAgain(old, source, settings)
  }
  /** Stores the server and the token, and subscribes to it. */
  const use = (typed: Source, token: string | null, replaces: RunningServer | undefined): RunningServer => {
    checks.clear()
    const source = complete(typed)
    addresses.save(source)
    const old = replaces ?? running.byId(source.id)
    if (old !== undefined) {
      const reused = reuse(old, source, token)
      forgetCertificates()
      return reused
    }
    if (token !== null) tokens.save(source, token)
    const settings = stored.newSettings(source)
    stored.put(source.id, settings)
    return running.add(source, settings)
  }

  /** Why this server can't be added, or put in the place of another one, as a sentence; null: it can. */
  const refusal = (source: Source, replaces: RunningServer | undefined): string | null => {
    const why = serverRefusal({
      ...{ source, policy, count: stored.count() },
      replaces: placeOf(replaces),
      inUse: placeOf(running.byId(source.id)),
    })
    return why === null ? null : i18n().t(`problem.${why}`, { max: maxServers })
  }
  /** A certificate for an origin is forgotten with the last server there. */
  const forgetCertificates = (): void => {
    const sources = [
      ...running.all().map(({ subscription }) => subscription.source()),
      ...stored.known().map(({ source }) => source),
    ]
    options.certificates.keepOnly(sources.map(({ url }) => url.origin))
  }
  const connect = createConnect({ checks, consent, refusal, use })

  const alwaysDeletes = (): boolean => options.alwaysDeletesHistory?.() ?? false
  const deleteHistory = (id: SourceId): void => {
    options.onDeleteHistory(id)
    void writer.write({ type: 'delete-source', source: id })
  }
  /** What was in use in the last run and is in the settings no more was withdrawn by the organization. */
  const deleteWithdrawn = (): void => {
    const ids = new Set([...stored.known().map(({ source }) => source.id), cliOverride.source?.id])
    for (const { id, isListed } of options.reader.sources()) {
      if (!isListed || ids.has(id)) continue
      log.info('A server is no longer in use, and its history is deleted.')
      deleteHistory(id)
      options.onRemove(id, true)
    }
  }

  return {
    /** In the order in which they were added. */
    all: (): readonly Server[] => {
      const names = running.names()
      return running.all().map(({ key, settings, subscription }) => {
        const { account } = subscription
        const source = subscription.source()
        const status = subscription.status()
        return {
          ...{ key, source, settings, status, managed: isManaged(source) },
          name: names.get(source.id) ?? source.url.host,
          token: tokens.state(source),
          account: account.state(),
          signIn: account.signIn(),
          certificate: options.certificates.chosenFor(source.url.origin),
          certificates: options.certificates.offeredFor(source.url.origin),
          offersSignIn:
            account.state() !== null || account.signIn().kind !== 'none' || signInOfferOf(status) !== null,
        }
      })
    },
    /** Connects to all of them again: what happened concerns the computer, not a server. */
    restart: (): void => {
      for (const { subscription } of running.all()) subscription.restart()
    },
    /** @param key null: every server that is not connected */
    reconnect: (key: ServerKey | null): void => {
      const isMeant = ({ key: own, subscription }: RunningServer) =>
        key === null ? subscription.status().connection.kind !== 'open' : own === key
      for (const { subscription } of running.all().filter(isMeant)) subscription.restart()
    },
    /** The user has seen that events may be missing. */
    dismissGap: (key: ServerKey): void => running.byKey(key)?.subscription.dismissGap(),
    /** Its origin, without the secrets that its address may hold. */
    pageOf: (key: ServerKey): URL | null => {
      const url = running.byKey(key)?.subscription.source().url
      return url === undefined ? null : parseSafeUrl(url.origin)
    },
    check: (address: string, token: string | null): void => void checks.check(address, token),
    lastCheck: checks.current,
    /** There is a login for a proxy that there was none for. */
    checkAgain: checks.passProxy,
    connect: (address: string, token: string | null, replaces: ServerKey | null): void =>
      void connect(address, token, replaces === null ? undefined : running.byKey(replaces)),
    /** Connects as a link asks, if the user agrees. Resolves to whether they did. */
    connectByLink: async (source: Source): Promise<boolean> => {
      const refused = refusal(source, undefined)
      if (refused !== null) {
        log.warn(`A link was not followed: ${refused}`)
        options.onLinkRefused?.(refused)
      }
      if (refused !== null || !(await consent.ask(source, 'link', null))) return false
      use(source, null, undefined)
      return true
    },
    change: (key: ServerKey, change: ServerChange): void => {
      const server = running.byKey(key)
      if (server === undefined) return
      const fixed = isManaged(server.subscription.source()) && pickFixed(server.settings)
      const settings = { ...server.settings, ...change, ...fixed }
      stored.change(server.subscription.source().id, settings)
      running.changeSettings(server, settings)
    },
    /** Ends the subscription, and forgets the access to the server. */
    remove: (key: ServerKey, isHistoryDeleted: boolean): void => {
      const server = running.byKey(key)
      if (server === undefined || isManaged(server.subscription.source())) return
      const { id } = server.subscription.source()
      running.remove(server)
      forgetAccess(server)
      stored.remove(id)
      forgetCertificates()
      const isDeleted = isHistoryDeleted || alwaysDeletes()
      options.onRemove(id, isDeleted)
      if (isDeleted) deleteHistory(id)
    },
    /** Uses this certificate for all servers at the origin of this one, one of those that are offered; null: none. */
    chooseCertificate: (key: ServerKey, fingerprint: string | null): void => {
      const origin = running.byKey(key)?.subscription.source().url.origin
      if (origin === undefined || !options.certificates.choose(origin, fingerprint)) return
      for (const { subscription } of running.all()) {
        if (subscription.source().url.origin === origin) subscription.restart()
      }
      onChange()
    },
    signIn: (key: ServerKey): void => {
      const subscription = running.byKey(key)?.subscription
      subscription?.account.begin(signInOfferOf(subscription.status()))
    },
    cancelSignIn: (key: ServerKey): void => running.byKey(key)?.subscription.account.cancel(),
    /** Revokes the tokens of the account, and forgets them in any case. */
    signOut: (key: ServerKey, isHistoryDeleted: boolean): void => {
      const server = running.byKey(key)
      if (server === undefined) return
      const source = server.subscription.source()
      void signOutOf(server)
      if (isHistoryDeleted || alwaysDeletes()) {
        server.subscription.stop()
        deleteHistory(source.id)
        running.subscribeAgain(server, source, server.settings)
      } else server.subscription.restart()
    },
    forgetToken: (key: ServerKey): void => {
      const server = running.byKey(key)
      if (server === undefined) return
      const source = server.subscription.source()
      tokens.forget(source)
      const plain = addresses.forget(source)
      if (hasSecrets(source)) running.subscribeAgain(server, plain, server.settings)
      else server.subscription.restart()
    },
    /** Where a token is kept that the user enters. */
    tokensKeptIn: secrets.keptIn,
    /** The token that may be sent to the server with this id; null for none. */
    tokenFor: async (id: SourceId): Promise<string | null> => running.byId(id)?.subscription.token() ?? null,
    /** Subscribes to the servers of this run: that of the command line alone, or the stored ones. */
    start: (): void => {
      stored.hideSecrets(addresses.save)
      if (alwaysDeletes()) deleteWithdrawn()
      const { source } = cliOverride
      const isAllowed = source === null || policy.allowsOthers || isManaged(source)
      if (!isAllowed)
        log.warn('The server of the command line is not used: the organization allows only its own.')
      if (source === null || !isAllowed) {
        for (const server of stored.known()) running.add(server.source, server.settings)
        return
      }
      const own = stored.known().find((server) => server.source.id === source.id)
      running.add(source, own?.settings ?? stored.newSettings(source))
    },
    stop: running.stop,
  }
}

function placeOf(server: RunningServer | undefined) {
  if (server === undefined) return null
  return { id: server.subscription.source().id, address: server.settings.address }
}

/** What of a server the organization decides. */
function pickFixed({ name, colour }: ServerSettings): Pick<ServerSettings, 'name' | 'colour'> {
  return { name, colour }
}

/** Where the server says how one signs in; null: it does not say, or was not asked. */
function signInOfferOf({ connection }: Server['status']): string | null {
  const error = errorOf(connection)
  return error !== null && 'resourceMetadata' in error ? (error.resourceMetadata ?? null) : null
}
