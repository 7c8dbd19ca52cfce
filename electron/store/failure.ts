/** A write that did not happen: nothing of it is in the file. */
export interface Failed {
  readonly kind: 'failed'
  /** In a user's words, without a full stop. */
  readonly reason: string
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
export function failureOf(error: unknown): Failed {
  if (!isSqliteError(error)) throw error
  return { kind: 'failed', reason: explainCode(error.errcode & 0xff) ?? error.message }
}

/** The primary result codes, https://sqlite.org/rescode.html. */
function explainCode(code: number): string | null {
  switch (code) {
    case 3:
    case 23:
      return 'the history file may not be used by this account'
    case 5:
    case 6:
      return 'another program holds the history file locked'
    case 8:
      return 'the history file, or its folder, is read-only'
    case 10:
      return 'the disk reported an error'
    case 11:
    case 26:
      return 'the history file is damaged, or is not a history file'
    case 13:
      return 'the disk is full'
    case 14:
      return 'the history file could not be opened'
    default:
      return null
  }
}
