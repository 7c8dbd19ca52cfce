import type { ConnectionError } from './connection.ts'

/** `note`: worth knowing, or not to be found out. `warning`: something gets lost or late. `error`: not usable like this. */
export type Severity = 'ok' | 'note' | 'warning' | 'error'

/** What is judged about a server, in the order in which a request meets it. */
export const checks = [
  'name',
  'proxy',
  'encryption',
  'response',
  'headers',
  'http-version',
  'delivery',
  'heartbeat',
  'events',
  'ids',
  'replay',
  'ends',
  'token',
  'receipts',
] as const

export type Check = (typeof checks)[number]

/** Every code that a finding can have. Scripts rely on the codes, so none is ever renamed. */
export const findingKinds = {
  'name-ok': ['name', 'ok'],
  'name-by-proxy': ['name', 'ok'],
  'name-not-found': ['name', 'error'],

  'no-proxy': ['proxy', 'ok'],
  'proxy-used': ['proxy', 'note'],
  'proxy-failed': ['proxy', 'error'],
  'proxy-login': ['proxy', 'error'],

  'encryption-ok': ['encryption', 'ok'],
  'encryption-not-needed': ['encryption', 'ok'],
  'plain-http': ['encryption', 'warning'],
  'certificate-expires': ['encryption', 'warning'],
  'client-certificate': ['encryption', 'error'],
  'certificate-untrusted': ['encryption', 'error'],

  'response-ok': ['response', 'ok'],
  'redirect-used': ['response', 'note'],
  unreachable: ['response', 'error'],
  'no-answer': ['response', 'error'],
  'redirected-away': ['response', 'error'],
  'wrong-status': ['response', 'error'],
  'not-a-stream': ['response', 'error'],

  'headers-ok': ['headers', 'ok'],
  'headers-late': ['headers', 'warning'],
  compressed: ['headers', 'warning'],
  cached: ['headers', 'warning'],
  'wrong-charset': ['headers', 'warning'],

  'http2-ok': ['http-version', 'ok'],
  http1: ['http-version', 'note'],
  'http-version-unknown': ['http-version', 'note'],

  'delivery-ok': ['delivery', 'ok'],
  'delivery-unknown': ['delivery', 'note'],
  silent: ['delivery', 'note'],
  bursts: ['delivery', 'warning'],
  'test-event-refused': ['delivery', 'warning'],
  buffered: ['delivery', 'error'],
  'event-not-ended': ['delivery', 'error'],

  'heartbeat-ok': ['heartbeat', 'ok'],
  'heartbeat-unknown': ['heartbeat', 'note'],
  'heartbeat-missing': ['heartbeat', 'warning'],
  'heartbeat-late': ['heartbeat', 'warning'],

  'events-ok': ['events', 'ok'],
  'events-unknown': ['events', 'note'],
  'event-field-invalid': ['events', 'warning'],
  'event-too-large': ['events', 'error'],
  'event-rejected': ['events', 'error'],

  'ids-ok': ['ids', 'ok'],
  'ids-unknown': ['ids', 'note'],
  'ids-missing': ['ids', 'note'],
  'ids-partial': ['ids', 'warning'],
  'ids-repeated': ['ids', 'warning'],
  'ids-restart': ['ids', 'warning'],
  'ids-unordered': ['ids', 'warning'],
  'id-unusable': ['ids', 'warning'],

  'replay-ok': ['replay', 'ok'],
  'replay-unknown': ['replay', 'note'],
  'replay-missing': ['replay', 'warning'],
  'unknown-id-refused': ['replay', 'warning'],
  'replay-broken': ['replay', 'error'],
  'own-id-refused': ['replay', 'error'],

  'stays-open': ['ends', 'ok'],
  'planned-ends': ['ends', 'note'],
  'retry-out-of-range': ['ends', 'note'],
  'ends-early': ['ends', 'error'],

  'wrong-token-ok': ['token', 'ok'],
  'token-not-tried': ['token', 'note'],
  'wrong-token-redirected': ['token', 'warning'],
  'wrong-token-page': ['token', 'warning'],
  'wrong-token-status': ['token', 'warning'],
  'token-needed': ['token', 'error'],
  'token-rejected': ['token', 'error'],
  'token-over-http': ['token', 'error'],
  'wrong-token-accepted': ['token', 'error'],

  'receipts-ok': ['receipts', 'ok'],
  'receipts-not-wanted': ['receipts', 'ok'],
  'receipts-unknown': ['receipts', 'note'],
  'receipts-elsewhere': ['receipts', 'warning'],
  'receipts-refused': ['receipts', 'warning'],
  'receipts-failing': ['receipts', 'warning'],
  'receipts-unanswered': ['receipts', 'warning'],
} as const satisfies Readonly<Record<string, readonly [Check, Severity]>>

export type FindingCode = keyof typeof findingKinds

/** One thing that was found out about a server. */
export interface Finding {
  readonly code: FindingCode
  /** What the texts of this code name, like `seconds`. */
  readonly values?: Readonly<Record<string, string | number>>
  /** Why there was no stream, where that is the finding. */
  readonly error?: ConnectionError
}

/** A finding in the language of its reader. */
export interface ExplainedFinding {
  readonly code: FindingCode
  readonly check: Check
  readonly severity: Severity
  /** What was found, and what it means for users. */
  readonly text: string
  /** What to change; null: nothing. */
  readonly change: string | null
}

/** An examination of the server that the user has asked for. */
export type Examination =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly isFit: boolean; readonly findings: readonly ExplainedFinding[] }

export function checkOf({ code }: Finding): Check {
  return findingKinds[code][0]
}

export function severityOf({ code }: Finding): Severity {
  return findingKinds[code][1]
}

/** Whether Tidings works well with the server. @param isStrict warnings count too */
export function isFit(findings: readonly Finding[], isStrict: boolean): boolean {
  return findings.every((finding) => {
    const severity = severityOf(finding)
    return severity !== 'error' && !(isStrict && severity === 'warning')
  })
}
