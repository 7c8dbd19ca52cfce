/** Whether the history is encrypted. `left`: how many items are still to be converted. */
export type HistoryEncryption =
  | { readonly kind: 'off' | 'encrypted' }
  | { readonly kind: 'encrypting' | 'decrypting'; readonly left: number }

/** What the user should know of it. */
export interface EncryptionStatus {
  readonly state: HistoryEncryption
  /** Why it is not encrypted although it should be; null: nothing stands in the way. */
  readonly problem: 'no-keychain' | 'not-stored' | null
  /** Whether there is a keychain for the key, as far as that is known. */
  readonly isAvailable: boolean
}
