import { isSecure } from '../model/safe-url.ts'
import { parseSource, type Source } from '../model/source.ts'
import type { ConnectionTests } from './connection-test.ts'
import type { createConsent } from './consent.ts'
import type { RunningServer } from './running-servers.ts'

export interface ConnectDeps {
  readonly checks: Pick<ConnectionTests, 'check' | 'current' | 'refuse'>
  readonly consent: Pick<ReturnType<typeof createConsent>, 'isGiven' | 'ask'>
  /** Why this server can't be used, as a sentence; null: it can. */
  readonly refusal: (source: Source, replaces: RunningServer | undefined) => string | null
  /** Stores the server and the token, and subscribes to it. */
  readonly use: (source: Source, token: string | null, replaces: RunningServer | undefined) => RunningServer
}

/**
 * Connects as the user asks in the window. Nothing is sent to a server that they have not agreed to: they are asked first,
 * and then it must pass the test. For an address that can't be used nothing is stored, and the last check says why. Where
 * one can sign in with the browser, that begins, unless there is a token.
 */
export function createConnect({ checks, consent, refusal, use }: ConnectDeps) {
  return async (
    address: string,
    token: string | null,
    replaces: RunningServer | undefined,
  ): Promise<void> => {
    const parsed = parseSource(address)
    if (parsed.kind === 'invalid') return void (await checks.check(address, token))
    const source: Source = { id: parsed.id, url: parsed.url, format: parsed.format }
    const refused = refusal(source, replaces)
    if (refused !== null) return checks.refuse(address, refused)

    if (!consent.isGiven(source)) {
      const current = replaces?.subscription.source() ?? null
      if (isSecure(source.url) && !(await consent.ask(source, 'window', current))) return
      const result = await checks.check(address, token)
      const isUsable =
        result === 'stream' ||
        result === 'certificate-needed' ||
        (result === 'sign-in-offered' && token === null)
      if (!isUsable) return
    }
    const last = checks.current()
    const isSignInOffered = last?.address === address && last.result.kind === 'sign-in-offered'
    const server = use(source, token, replaces)
    if (isSignInOffered && token === null) server.subscription.account.begin(null)
  }
}
