/** What developers read when something went wrong. Access tokens and message bodies must never reach it. */
export interface Log {
  readonly info: (text: string) => void
  readonly warn: (text: string) => void
  readonly error: (text: string, error?: unknown) => void
}
