/** The folder that downloads are saved in. Every function may reject with the system's error. */
export interface DownloadFolder {
  /** Creates an empty partial file for a download of this name. */
  readonly create: (name: string) => Promise<PartialFile>
  /** Opens the partial file of an interrupted download; rejects when it is gone. */
  readonly reopen: (path: string, name: string) => Promise<PartialFile>
}

/** A file on the disk that is not complete yet. Every function may reject with the system's error. */
export interface PartialFile {
  readonly path: string
  /** Bytes. */
  readonly size: () => Promise<number>
  /** Cuts the file to this length; what is written next is appended there. */
  readonly truncate: (bytes: number) => Promise<void>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Bytes that are free on the disk; null when the system does not say. */
  readonly freeSpace: () => Promise<number | null>
  /** The checksum of what is on the disk, in lower-case hexadecimal. */
  readonly sha256: () => Promise<string>
  readonly close: () => Promise<void>
  /** Gives the closed file its final name. Never replaces a file that is already there. */
  readonly finish: () => Promise<FinishedFile>
  readonly remove: () => Promise<void>
}

export interface FinishedFile {
  readonly path: string
  /** The name that it got; another one than was asked for, where that was taken. */
  readonly name: string
}
