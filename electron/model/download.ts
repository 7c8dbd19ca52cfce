/** What became of the file that a job offered, on this computer. Times are milliseconds since the epoch. */
export type Download =
  | {
      readonly kind: 'running'
      /** Bytes that are on the disk. */
      readonly received: number
      /** Bytes in all; null when the server does not say. */
      readonly total: number | null
      /** Bytes a second; null until that can be told. */
      readonly perSecond: number | null
    }
  /** Half of it is on the disk: asking for the download again goes on from there. */
  | {
      readonly kind: 'interrupted'
      readonly received: number
      readonly total: number | null
      readonly reason: DownloadError
    }
  /** Nothing of it is kept. */
  | { readonly kind: 'failed'; readonly reason: DownloadError }
  | {
      readonly kind: 'done'
      /** What it is called in the Downloads folder. */
      readonly fileName: string
      readonly bytes: number
      /** Whether it was compared with a checksum that the server gave. */
      readonly verified: boolean
      readonly at: number
    }

/** Why a file could not be fetched or kept; each kind has a text. A `detail` is what the system said. */
export type DownloadError =
  | { readonly kind: 'connection-broke' | 'not-written'; readonly detail: string }
  | { readonly kind: 'silence'; readonly ms: number }
  | {
      readonly kind: 'forbidden' | 'gone' | 'server-expired' | 'server-problem' | 'status'
      readonly status: number
    }
  /** Bytes. */
  | { readonly kind: 'other-size'; readonly seen: number; readonly promised: number }
  | {
      readonly kind:
        | 'cut-off'
        | 'file-changed'
        | 'damaged'
        | 'ended'
        | 'expired'
        | 'not-found'
        | 'redirect-circle'
        | 'unsafe-address'
        | 'local-address'
        | 'unsafe-redirect'
        | 'local-redirect'
        | 'disk-full'
        | 'folder-forbidden'
        | 'folder-read-only'
        | 'folder-missing'
        | 'too-large'
    }
