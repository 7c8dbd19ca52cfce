/** The result of a check for a newer version. */
export type UpdateResult =
  /** There is none, or this kind of installation is updated in another way. */
  | { readonly kind: 'none' }
  /** It was downloaded and verified; it is installed when the app quits. */
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** What updates need from the platform. */
export interface Updater {
  /** Checks for a newer version, downloads and verifies it. Never rejects. */
  readonly downloadNewer: (signal: AbortSignal) => Promise<UpdateResult>
  /** Cancels the installation of a downloaded version. */
  readonly discard: () => void
  readonly stop: () => void
}
