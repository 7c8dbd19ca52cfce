import type { Log } from './log.ts'

/** The content of one of the app's JSON files. */
export type JsonFileContent<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'missing' }
  /** It could not be understood and was renamed, so that nothing is lost. */
  | { readonly kind: 'damaged'; readonly movedTo: string }

/** A file that can't be read or written, for want of permission or because there is a folder in its place. */
export class FileError extends Error {
  /** The whole path. */
  readonly file: string
  /** The key of a text (`problem.detail`), or the system's message. */
  readonly detail: string

  constructor(file: string, detail: string, options: ErrorOptions) {
    super(`${file}: ${detail}`, options)
    this.file = file
    this.detail = detail
  }
}

/** A small file of this app. What is written may be of another form than what was read. */
export interface JsonFile<Value, Written = Value> {
  /** Without its folder, like `window.json`. */
  readonly name: string
  /** @throws FileError when the file exists but can't be read, or is damaged and can't be renamed */
  readonly read: () => JsonFileContent<Value>
  /**
   * Replaces the file as a whole: a crash leaves the old one or the new one.
   *
   * @throws FileError
   */
  readonly write: (value: Written) => void
}

/** A value in a JSON file that the app can do without: failures are only logged. */
export interface StoredValue<Value> {
  /** Null: nothing is stored. */
  readonly current: () => Value | null
  /** A value that can't be written applies until the app quits. */
  readonly save: (value: Value) => void
}

export function createStoredValue<Value>(file: JsonFile<Value>, log: Pick<Log, 'error'>): StoredValue<Value> {
  const read = (): Value | null => {
    try {
      const content = file.read()
      return content.kind === 'read' ? content.value : null
    } catch (error) {
      log.error(`${file.name} could not be read`, error)
      return null
    }
  }
  let current = read()
  return {
    current: () => current,
    save: (value) => {
      if (JSON.stringify(value) === JSON.stringify(current)) return
      current = value
      try {
        file.write(value)
      } catch (error) {
        log.error(`${file.name} could not be saved`, error)
      }
    },
  }
}
