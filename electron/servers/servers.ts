import { join } from 'node:path'
import { safeStorage } from 'electron'
import { explain, explainAddress } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import type { TokenState } from '../model/server-check.ts'
import { parseSource, type Source } from '../model/source.ts'
import type { TokenOrigin } from '../platform/files/token-file.ts'
import { networkFetch } from '../platform/network/network-fetch.ts'
import { systemNetwork } from '../platform/network/system-network.ts'
import { systemClock as clock } from '../platform/system/clock.ts'
import type { Log } from '../platform/system/log.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import { type ActiveSource, createActiveSource } from './active-source.ts'
import { type ConnectionTests, createConnectionTests, testServer } from './connection-test.ts'
import { type IngestOptions, startIngest } from './ingest.ts'
import { createSecrets } from './secrets.ts'
import { createTokens } from './tokens.ts'

/** The server we listen to, the way to another one, and the access tokens. */
export interface Servers extends Pick<ActiveSource, 'source' | 'status' | 'restart' | 'stop'> {
  readonly check: ConnectionTests['check']
  readonly lastCheck: ConnectionTests['current']
  /**
   * Remembers the server, and the token where there is one, and listens to it. An address that can't be one is
   * answered like a check.
   */
  readonly connect: (server: string, token: string | null) => void
  readonly forgetToken: () => void
  readonly token: () => TokenState
  /** The token that may be sent to this server; null for none. */
  readonly tokenOf: (source: Source) => string | null
  /** Listens to the server of this run, where one is known. */
  readonly start: () => void
}

export interface ServersOptions
  extends Pick<IngestOptions, 'store' | 'writes' | 'onStatus' | 'onOpen' | 'onArrival'> {
  /** What the start of the app named; it goes before what is remembered. */
  readonly named: { readonly source: Source | null; readonly token: TokenOrigin }
  readonly settings: Pick<SettingsFile, 'current' | 'change'>
  /** Everything the app writes is below it. */
  readonly folder: string
  readonly i18n: () => I18n
  readonly log: Log
  /** Another server, or what is known of one. */
  readonly onChange: () => void
}

export function createServers(options: ServersOptions): Servers {
  const { settings, i18n, log, onChange } = options
  const first = options.named.source ?? remembered(settings.current().server)
  const tokens = createTokens({
    secrets: createSecrets(join(options.folder, 'secrets.json'), safeStorage, log),
    named: { token: options.named.token, source: first },
    onUnreadable: log.warn,
  })
  const session = createActiveSource({
    listen: (source) =>
      startIngest({ ...options, network: systemNetwork, clock, source, token: () => tokens.of(source) }),
    now: clock.now,
    onChange,
  })
  const checks = createConnectionTests({
    test: ({ url, id }, token, signal) =>
      testServer({ url, token: token ?? tokens.of({ url, id }), fetch: networkFetch, clock, signal }),
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
    if (token !== null) tokens.keep(source, token)
    settings.change({ ...settings.current(), server: source.id })
    session.switchTo({ id: source.id, url: source.url })
  }

  return {
    ...session,
    check: checks.check,
    lastCheck: checks.current,
    connect,
    forgetToken: () => {
      const source = session.source()
      if (source === null) return
      tokens.forget(source)
      session.restart()
    },
    token: () => tokens.state(session.source()),
    tokenOf: tokens.of,
    start: () => {
      if (first !== null) session.switchTo(first)
    },
  }
}

function remembered(server: string | null): Source | null {
  if (server === null) return null
  const source = parseSource(server)
  return source.kind === 'source' ? source : null
}
