/** Writes what happened, for developers and administrators. Tokens and message bodies never reach it. */
export interface Log {
  readonly info: (text: string) => void
  readonly warn: (text: string) => void
  readonly error: (text: string, error?: unknown) => void
}
