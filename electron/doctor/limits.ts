/** Every number the doctor goes by. Times are milliseconds. */
export interface DoctorLimits {
  /** How long the stream is observed. */
  readonly observeMs: number
  /** How long each further trial may take: a lookup, a replay, a wrong token. */
  readonly trialMs: number
  /** Headers that take longer are late. */
  readonly lateHeadersMs: number
  /** An event that takes longer was held back. */
  readonly lateEventMs: number
  /** Signs of life that come at once after a silence of this length were held back. */
  readonly burstSilenceMs: number
  /** From this silence on it is certain that there are no heartbeats in time. */
  readonly missingHeartbeatMs: number
}

export const doctorLimits: DoctorLimits = {
  observeMs: 17_000,
  trialMs: 3_000,
  lateHeadersMs: 3_000,
  lateEventMs: 2_000,
  burstSilenceMs: 2_000,
  // Proxies such as nginx end a connection that is silent for longer.
  missingHeartbeatMs: 60_000,
}

/** What is noted of one stream; more is read, but not noted. */
export const maxMarks = 1_000

/** A server that ends each stream at once is asked this often. */
export const maxStreams = 20

/** A certificate that expires sooner is a warning. */
export const certificateDays = 14
