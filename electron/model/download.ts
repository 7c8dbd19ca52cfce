/** The result of a job, as the backend offers it for download. */
export interface DownloadOffer {
  readonly url: string
  readonly filename: string | null
  /** Bytes. */
  readonly size: number | null
  /** Lower-case hexadecimal. */
  readonly sha256: string | null
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null
}

/** The state of the download of an offered file, on this computer. Times are milliseconds since the epoch. */
export type Download =
  /** It waits until others have ended. What an earlier attempt received is on the disk. */
  | { readonly kind: 'queued'; readonly received: number; readonly total: number | null }
  | {
      readonly kind: 'running'
      /** Bytes on the disk so far. */
      readonly received: number
      /** The size of the whole file in bytes; null when the server does not say. */
      readonly total: number | null
      /** Bytes per second; null until it has been measured. */
      readonly perSecond: number | null
    }
  /** A part of the file is on the disk: the next attempt resumes from there. */
  | {
      readonly kind: 'interrupted'
      readonly received: number
      readonly total: number | null
      readonly reason: DownloadError
    }
  /** Nothing of it is on the disk. */
  | { readonly kind: 'failed'; readonly reason: DownloadError }
  /** A rule wants it downloaded, but it was not. Nothing of it is on the disk. */
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | {
      readonly kind: 'done'
      /** Its name in its folder. */
      readonly fileName: string
      readonly bytes: number
      /** Whether it was verified against a checksum from the server. */
      readonly verified: boolean
      readonly at: number
    }

/** Why a file was not downloaded by itself. */
export type SkipReason =
  /** The connection costs by volume, as far as the system tells. */
  | { readonly kind: 'metered' }
  /** It is larger than the rule allows. Bytes; `size` is null where it is only known to be more than that. */
  | { readonly kind: 'over-limit'; readonly max: number; readonly size: number | null }
  /** It would leave too little space on the disk. */
  | { readonly kind: 'no-space' }
  /** Too many others were about to be downloaded by themselves. */
  | { readonly kind: 'too-many' }
  /** It was there before the app first connected to the server. */
  | { readonly kind: 'old-result' }
  /** The user has cancelled it. */
  | { readonly kind: 'cancelled' }

/** Why a file could not be downloaded or saved; each kind has a text. A `detail` is the system's own message. */
export type DownloadError =
  | { readonly kind: 'connection-broke' | 'not-written'; readonly detail: string }
  /** Nothing was received for this long. */
  | { readonly kind: 'silence'; readonly ms: number }
  | {
      readonly kind: 'forbidden' | 'gone' | 'server-expired' | 'server-problem' | 'status'
      readonly status: number
    }
  /** Bytes. */
  | { readonly kind: 'other-size'; readonly seen: number; readonly promised: number }
  | { readonly kind: 'cut-off' | 'file-changed' | 'damaged' | 'ended' | 'expired' | 'not-found' }
  /** A web page came instead of the file; or its bytes are not in the encoding that the server named. */
  | { readonly kind: 'web-page' | 'wrong-encoding' }
  | { readonly kind: 'redirect-circle' | 'unsafe-address' | 'unsafe-redirect' }
  | { readonly kind: 'local-address' | 'local-redirect' }
  | { readonly kind: 'disk-full' | 'too-large' | 'folder-forbidden' | 'folder-read-only' | 'folder-missing' }
  /** There is a file where the folder should be. */
  | { readonly kind: 'folder-is-file' }
  /** The folder is the one that the user has chosen in a rule; `folder` is its name. */
  | { readonly kind: 'chosen-folder-missing' | 'chosen-folder-not-writable'; readonly folder: string }

/** How long an offer can still be downloaded. */
export type Expiry = 'never' | 'later' | 'soon' | 'expired'

/** What the expiry of an item's download depends on; an `Item` fits. */
interface Expiring {
  readonly offer: DownloadOffer | null
  /** Milliseconds since the epoch. */
  readonly updatedAt: number
}

const dayMs = 24 * 60 * 60_000

/**
 * From when on an item's download counts as about to expire: one day before it does or, where it is offered for no
 * more than a day, when 20 % of that time is left. Milliseconds since the epoch; null: it never expires.
 */
export function expiresSoonFrom({ offer, updatedAt }: Expiring): number | null {
  const expiresAt = offer?.expiresAt ?? null
  if (expiresAt === null) return null
  const lifetimeMs = expiresAt - updatedAt
  return lifetimeMs > dayMs ? expiresAt - dayMs : expiresAt - 0.2 * lifetimeMs
}

export function expiryOf(item: Expiring, now: number): Expiry {
  const expiresAt = item.offer?.expiresAt ?? null
  if (expiresAt === null) return 'never'
  if (now >= expiresAt) return 'expired'
  const soonFrom = expiresSoonFrom(item)
  return soonFrom !== null && now >= soonFrom ? 'soon' : 'later'
}
