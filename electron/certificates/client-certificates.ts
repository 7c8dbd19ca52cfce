import { networkError } from '../feed/network-error.ts'
import {
  type CertificateProblem,
  type ChosenCertificate,
  ClientCertificateError,
  type OfferedCertificate,
} from '../model/client-certificate.ts'
import type { Clock } from '../model/clock.ts'
import type { HttpResponse } from '../model/http-response.ts'
import { type CertificateDecision, chooseCertificate, isValidAt } from './choose-certificate.ts'

export interface ClientCertificatesOptions {
  /** Whether this runtime can send a certificate that the app has chosen. */
  readonly isSupported: boolean
  /** Those that the user has chosen, one for an origin at most. */
  readonly stored: () => readonly ChosenCertificate[]
  readonly store: (chosen: readonly ChosenCertificate[]) => void
  readonly clock: Pick<Clock, 'now'>
  /** A server has asked for a certificate. */
  readonly onChange: () => void
}

/** Downloads may lead to any number of servers that ask. */
const maxAsked = 100

type GuardedFetch<Init> = (url: string, init: Init) => Promise<HttpResponse>

/** What is known of an origin that has asked for a certificate. */
interface Asked {
  readonly offered: readonly OfferedCertificate[]
  readonly decision: CertificateDecision
}

/** The certificates by which servers know the user. Each goes to the origin that it was chosen for, and nowhere else. */
export function createClientCertificates(options: ClientCertificatesOptions) {
  const { isSupported, stored, store, clock, onChange } = options
  const asked = new Map<string, Asked>()
  /** How often another certificate was chosen for an origin in this run. */
  const choices = new Map<string, number>()

  const chosenFor = (origin: string): ChosenCertificate | null =>
    stored().find((chosen) => chosen.origin === origin) ?? null

  const problemOf = (origin: string, isKeyMissing: boolean): CertificateProblem => {
    const chosen = chosenFor(origin)
    if (chosen === null) return { why: 'needed', label: null }
    const { label } = chosen
    const known = asked.get(origin)
    // Where no certificate fits, the system does not even ask.
    if (known === undefined || isKeyMissing) return { why: 'missing', label }
    if (known.decision.kind === 'none') return { why: known.decision.why, label }
    const sent = known.offered.find(({ fingerprint }) => fingerprint === chosen.fingerprint)
    const isValid = sent !== undefined && isValidAt(sent, clock.now())
    return { why: isValid ? 'rejected' : 'not-valid', label }
  }
  const setChosen = (origin: string, chosen: ChosenCertificate | null): void => {
    const others = stored().filter((other) => other.origin !== origin)
    store(chosen === null ? others : [...others, chosen])
    asked.delete(origin)
    choices.set(origin, (choices.get(origin) ?? 0) + 1)
  }

  return {
    /**
     * Which certificate a server gets, by its fingerprint; null: none.
     *
     * @param origin of the server that asks
     * @param offered those of this computer that it would accept
     */
    select: (origin: string, offered: readonly OfferedCertificate[]): string | null => {
      const decision = chooseCertificate(offered, chosenFor(origin), clock.now())
      asked.delete(origin)
      asked.set(origin, { offered, decision })
      const [oldest] = asked.size > maxAsked ? asked.keys() : []
      if (oldest !== undefined) asked.delete(oldest)
      onChange()
      return decision.kind === 'send' ? decision.fingerprint : null
    },
    /**
     * Requests of one name share their connections, and a certificate stays with these: whenever another one is chosen for
     * the origin, the name is another. Null: none was chosen in this run.
     */
    connectionsFor: (url: string): string | null => {
      const { origin } = new URL(url)
      const count = choices.get(origin)
      return count === undefined ? null : `certificate-${count}-${origin}`
    },
    /** Says of a request that fails because of a certificate what is wrong with it. */
    guard: <Init>(fetch: GuardedFetch<Init>): GuardedFetch<Init> =>
      isSupported
        ? async (url, init) => {
            const { origin } = new URL(url)
            try {
              const response = await withoutCertificatePage(await fetch(url, init))
              if (response !== null) return response
            } catch (error) {
              if (!isAboutCertificate(error)) throw error
              throw new ClientCertificateError(problemOf(origin, isAboutKey(error)), { cause: error })
            }
            throw new ClientCertificateError(problemOf(origin, false))
          }
        : fetch,
    chosenFor,
    /** Those of this computer that the server would accept; null: it has not asked for one. */
    offeredFor: (origin: string): readonly OfferedCertificate[] | null => asked.get(origin)?.offered ?? null,
    /** Uses this certificate for the servers at the origin, one of those that are offered; null: none any more. */
    choose: (origin: string, fingerprint: string | null): boolean => {
      const found = asked.get(origin)?.offered.find((one) => one.fingerprint === fingerprint)
      if (fingerprint !== null && found === undefined) return false
      setChosen(
        origin,
        found === undefined ? null : { origin, fingerprint: found.fingerprint, label: found.label },
      )
      return true
    },
    /** Forgets the certificates for all other origins. */
    keepOnly: (origins: readonly string[]): void => {
      for (const { origin } of stored()) if (!origins.includes(origin)) setChosen(origin, null)
    },
  }
}

function isAboutCertificate(error: unknown): boolean {
  const { kind, detail } = { detail: null, ...networkError(error) }
  return kind === 'unreachable' && detail === 'client-certificate'
}

/** The certificate is there, but not the key to it, as when a smart card was taken out. */
function isAboutKey(error: unknown): boolean {
  return error instanceof Error && /PRIVATE_KEY|SIGNATURE_FAILED/.test(error.message)
}

const maxPageBytes = 4_096

/** nginx lets a handshake without the right certificate succeed, and then answers with a page about it: that is null. */
async function withoutCertificatePage(response: HttpResponse): Promise<HttpResponse | null> {
  const { status, headers, body } = response
  const isPage = status === 400 && /^text\/html\b/i.test(headers.get('content-type') ?? '')
  if (!isPage || body === null) return response
  const [page, same] = body.tee()
  const reader = page.getReader()
  let text = ''
  while (text.length < maxPageBytes) {
    const { value } = await reader.read()
    if (value === undefined) break
    text += new TextDecoder('latin1').decode(value)
  }
  void reader.cancel().catch(() => {})
  return /SSL certificate/i.test(text) ? null : { status, headers, body: same }
}
