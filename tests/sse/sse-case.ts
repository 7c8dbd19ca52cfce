import type { ScriptedResponse } from '../support/scripted-sse-server.ts'

/** One case of a conformance file. Times are milliseconds. */
export interface SseCase {
  readonly name: string
  /** `whatwg`: what the standard demands of any client. `feed`: what ours must do beyond it. */
  readonly profile: 'whatwg' | 'feed'
  readonly client?: CaseClient
  readonly response: ScriptedResponse
  readonly next?: readonly ScriptedResponse[]
  readonly waitMs?: number
  readonly expect: Expectations
}

export interface CaseClient {
  readonly connectTimeoutMs?: number
  readonly idleTimeoutMs?: number
  readonly backoff?: { baseMs: number; maxMs: number; jitter: number; resetAfterMs: number }
  readonly maxEventChars?: number
  readonly retryAfterCapMs?: number
  readonly maxRetryMs?: number
  readonly initialLastEventId?: string
  readonly tokens?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly signals?: readonly { readonly atMs: number; readonly signal: string }[]
  /** The client is closed at its n-th error. */
  readonly closeOnError?: number
  readonly failStoreOnceFor?: string
  readonly payload?: 'json'
}

export interface Range {
  readonly min: number
  readonly max: number
}

export interface Expectations {
  readonly events?: readonly { readonly type: string; readonly data: string; readonly lastEventId: string }[]
  readonly eventDataLengths?: readonly number[]
  readonly delivered?: readonly string[]
  readonly deliveredData?: readonly string[]
  readonly quarantined?: readonly string[]
  readonly state?: string
  readonly opens?: number
  readonly connections?: number | Range
  readonly maxConnections?: number
  readonly paths?: readonly string[]
  readonly requests?: readonly Readonly<Record<string, string | null>>[]
  readonly requestsNotContaining?: Readonly<Record<string, string>>
  readonly otherOriginRequestLacks?: readonly string[]
  readonly gapsMs?: readonly Range[]
  readonly firstGapMs?: Range
  readonly gapsGrowTo?: number
  readonly tokenRefreshes?: number
  readonly firstRequestClosedByClient?: boolean
}
