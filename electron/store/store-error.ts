/** Why a write did not happen; nothing of it is in the file. */
export interface StoreError {
  readonly kind: 'failed'
  /** The name of a text (`problem.detail`), or SQLite's message. */
  readonly reason: string
  /** The file is damaged, or no database. */
  readonly damaged?: true
}

interface SqliteError {
  /** SQLite's extended result code; its low byte is the primary one. */
  readonly errcode: number
  readonly message: string
}

/** Whether SQLite raised this error, in contrast to a bug of this program. */
export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/** Turns what SQLite threw into a value; anything else is a bug and is thrown again. */
export function storeErrorOf(error: unknown): StoreError {
  if (!isSqliteError(error)) throw error
  const reason = reasonsByCode[error.errcode & 0xff] ?? error.message
  return isDamage(error) ? { kind: 'failed', reason, damaged: true } : { kind: 'failed', reason }
}

/** Whether the error means that the file is damaged, or no database at all. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && [11, 26].includes(error.errcode & 0xff)
}

/** The names of texts for primary result codes, https://sqlite.org/rescode.html. */
const reasonsByCode: Readonly<Record<number, string>> = {
  3: 'history-forbidden',
  5: 'history-locked',
  6: 'history-locked',
  8: 'history-read-only',
  10: 'disk-error',
  11: 'history-damaged',
  13: 'disk-full',
  14: 'history-not-opened',
  23: 'history-forbidden',
  26: 'history-damaged',
}
