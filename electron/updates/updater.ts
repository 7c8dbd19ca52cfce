/** The result of looking for a newer version. */
export type UpdateResult =
  /** There is none, or this kind of installation has its own updates. */
  | { readonly kind: 'none' }
  /** It was downloaded and verified, and is installed when the app quits. */
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** What updates need of the platform. */
export interface Updater {
  /** Looks for a newer version, downloads and verifies it. Never rejects. */
  readonly downloadNewer: (signal: AbortSignal) => Promise<UpdateResult>
  /** A downloaded version is not to be installed after all. */
  readonly discard: () => void
  readonly stop: () => void
}
