/** The content of one of the app's JSON files. */
export type JsonFileContent<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'missing' }
  /** It could not be understood and was renamed, so that nothing is lost. */
  | { readonly kind: 'damaged'; readonly movedTo: string }

/** A small file that only this app writes. */
export interface JsonFile<Value> {
  /** @throws when the file is there but can't be read or renamed */
  readonly read: () => JsonFileContent<Value>
  /**
   * Replaces the file as a whole: a crash leaves the old one or the new one.
   *
   * @throws when the disk refuses
   */
  readonly write: (value: Value) => void
}
