/** What became of the file that a job offered, on this computer. Times are milliseconds since the epoch. */
export type Transfer =
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
      /** In a user's words. */
      readonly reason: string
    }
  /** Nothing of it is kept. */
  | { readonly kind: 'failed'; readonly reason: string }
  | {
      readonly kind: 'done'
      /** What it is called in the Downloads folder. */
      readonly fileName: string
      readonly bytes: number
      /** Whether it was compared with a checksum that the server gave. */
      readonly verified: boolean
      readonly at: number
    }
