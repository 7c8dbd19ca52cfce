/** A write that did not happen: nothing of it is in the file. */
export interface StoreError {
  readonly kind: 'failed'
  /** The name of a text (`problem.detail`), or what SQLite said. */
  readonly reason: string
  /** The file is of no more use. */
  readonly damaged?: true
}

interface SqliteError {
  /** SQLite's extended result code; its low byte is the primary one. */
  readonly errcode: number
  readonly message: string
}

/** Whether the database itself said no, in contrast to a bug of ours. */
export function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
}

/** Makes a value of what SQLite threw; anything else is a bug and is thrown on. */
export function storeErrorOf(error: unknown): StoreError {
  if (!isSqliteError(error)) throw error
  const reason = nameOfCode(error.errcode & 0xff) ?? error.message
  return isDamage(error) ? { kind: 'failed', reason, damaged: true } : { kind: 'failed', reason }
}

/** Whether this says that the file is damaged, or no database at all. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && [11, 26].includes(error.errcode & 0xff)
}

/** The primary result codes, https://sqlite.org/rescode.html. */
function nameOfCode(code: number): string | null {
  switch (code) {
    case 3:
    case 23:
      return 'history-forbidden'
    case 5:
    case 6:
      return 'history-locked'
    case 8:
      return 'history-read-only'
    case 10:
      return 'disk-error'
    case 11:
    case 26:
      return 'history-damaged'
    case 13:
      return 'disk-full'
    case 14:
      return 'history-not-opened'
    default:
      return null
  }
}
