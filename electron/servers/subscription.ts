import type { AccountOptions } from '../accounts/account-options.ts'
import type { Account } from '../accounts/accounts.ts'
import type { Feed } from '../feed/feed.ts'
import type { TokenProvider } from '../feed/with-token.ts'
import type { ConnectionError, FeedStatus } from '../model/connection.ts'
import type { ConnectedEvent } from '../model/event.ts'
import type { Log } from '../model/log.ts'
import type { Source, SourceId } from '../model/source.ts'
import type { TokenRefresh } from '../model/token.ts'
import type { Addresses } from './addresses.ts'
import { type IngestOptions, startIngest } from './ingest.ts'
import type { Tokens } from './tokens.ts'

/** What all subscriptions share. */
export interface SubscriptionOptions
  extends Pick<
    IngestOptions,
    | 'reader'
    | 'writer'
    | 'network'
    | 'clock'
    | 'onOpen'
    | 'onEvent'
    | 'onArrival'
    | 'onRevision'
    | 'watchToken'
  > {
  readonly addresses: Addresses
  readonly tokens: Tokens
  /** Makes the account of this server. */
  readonly createAccount: (
    source: Source,
    events: Pick<AccountOptions, 'onChange' | 'onToken'> & { readonly clientId: () => string | null },
  ) => Account
  readonly log: Log
  /** The stream of this server has begun with this greeting. */
  readonly onGreeting: (
    server: { readonly source: Source; readonly token: TokenProvider },
    greeting: ConnectedEvent,
  ) => void
  /** The stream of this server has ended, or is not open yet. */
  readonly onDisconnect: (id: SourceId) => void
  /** The connection, the account or the sign-in has changed. */
  readonly onChange: () => void
}

/** The subscription to one server, from the moment when its secrets are asked for. */
export interface Subscription {
  /** The server, with the secrets of its address once they are known. */
  readonly source: () => Source
  readonly status: () => FeedStatus
  readonly account: Account
  /** The token to send to this server; null for none. */
  readonly token: () => string | null
  /** Connects again immediately. */
  readonly restart: () => void
  /** The user has seen that events may be missing. */
  readonly dismissGap: () => void
  readonly stop: () => void
}

/** Loads the secrets of a server, then subscribes to it. */
export function startSubscription(
  known: Source,
  clientId: () => string | null,
  options: SubscriptionOptions,
): Subscription {
  const { addresses, tokens, clock, onChange } = options
  const log = logOf(known, options.log)
  const startedAt = clock.now()
  let source = known
  /** Null while the keychain is asked for the secrets. */
  let feed: Feed | null = null
  let isStopped = false

  const account = options.createAccount(known, {
    clientId,
    onChange,
    onToken: () => {
      // Who signs in with the browser has no use for the token that was entered before.
      if (tokens.tokenFor(source) !== null) tokens.forget(source)
      feed?.renew()
      onChange()
    },
  })
  const token = (): string | null => tokens.tokenFor(source) ?? account.token()

  const refresh = async (): Promise<TokenRefresh> => {
    const given = tokens.tokenFor(source)
    return given === null ? account.refresh() : { kind: 'token', token: given }
  }

  const subscribe = (): void => {
    source = addresses.complete(known)
    tokens.use(source)
    warnOfForeignToken(tokens.belongsTo(source), source, log)
    feed = startIngest({
      ...{ ...options, source, token, log, refresh },
      tokenMissing: () => missingToken(tokens.belongsTo(source)),
      onGreeting: (greeting) => options.onGreeting({ source, token: { current: token, refresh } }, greeting),
      onStatus: ({ connection }) => {
        if (connection.kind !== 'open') options.onDisconnect(source.id)
        onChange()
      },
    })
    onChange()
  }
  const isLoaded = addresses.isLoaded(known) && tokens.isLoaded(known) && account.isLoaded()
  const loading = Promise.all([addresses.load(known), tokens.load(known), account.load()])
  if (isLoaded) subscribe()
  else {
    void loading.then(() => {
      if (!isStopped) subscribe()
    })
  }

  return {
    source: () => source,
    status: () => feed?.status() ?? openingStatus(startedAt),
    account,
    token,
    restart: () => feed?.restart(),
    dismissGap: () => feed?.dismissGap(),
    stop: () => {
      isStopped = true
      feed?.stop()
      options.onDisconnect(source.id)
      account.stop()
    },
  }
}

function openingStatus(since: number): FeedStatus {
  return {
    connection: { kind: 'connecting', since, error: null },
    lastByteAt: null,
    lastEventAt: null,
    gap: null,
    disconnectedSince: since,
    completeness: { kind: 'not-known-yet' },
  }
}

/** Says in each line which server it is about. */
function logOf({ url }: Source, { info, warn, error }: Log): Log {
  const named = (text: string) => `${url.host}: ${text}`
  return {
    info: (text) => info(named(text)),
    warn: (text) => warn(named(text)),
    error: (text, cause) => error(named(text), cause),
  }
}

function warnOfForeignToken(owner: string | null, { url }: Source, log: Log): void {
  if (owner === null) return
  log.warn(
    `The access token of this start is for ${owner}, so ${url.origin} does not get it. Start with --server.`,
  )
}

function missingToken(owner: string | null): ConnectionError {
  return owner === null ? { kind: 'token-missing' } : { kind: 'token-elsewhere', origin: owner }
}
