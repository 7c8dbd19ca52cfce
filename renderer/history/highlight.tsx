import { findMatches } from '../../electron/model/text-folding.ts'
import styles from './highlight.module.css'

/** A text in which the searched words are marked. */
export function Highlight({ text, search }: { readonly text: string; readonly search: string }) {
  if (search.trim() === '') return text
  // The pieces of one text never change places, so their number tells them apart.
  return findMatches(text, search).map((piece, index) =>
    piece.match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <mark key={index} className={styles.match}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}
