/** Where a job stands. The last three are final: a job never leaves them. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** The result of a job, as the backend offers it. */
export interface DownloadOffer {
  readonly url: string
  readonly filename: string | null
  /** Bytes. */
  readonly size: number | null
  /** Lower-case hexadecimal. */
  readonly sha256: string | null
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null
}

export function isFinal(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}
