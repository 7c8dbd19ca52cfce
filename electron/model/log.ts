/** The log file, for developers. Access tokens and message bodies must never be written to it. */
export interface Log {
  readonly info: (text: string) => void
  readonly warn: (text: string) => void
  readonly error: (text: string, error?: unknown) => void
}
