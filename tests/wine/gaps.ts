/** A test that fails under wine, though nothing in it is impossible on Windows. */
export interface WineGap {
  readonly file: string
  readonly title: RegExp
  /** What wine lacks. */
  readonly because: string
}

export const wineGaps: readonly WineGap[] = [
  {
    file: 'tests/integration/downloads/downloads.test.ts',
    title:
      /arrives complete and verified|never leaves the folder|that ends with the app|event does not give is that of attachment|two slashes|run three at a time/,
    because: 'the mark of a downloaded file lies beside it as another file; NTFS keeps it within the file',
  },
  {
    file: 'tests/integration/store/new-field.test.ts',
    title: /./,
    because: 'no junction can lead from one drive to another',
  },
]
