import { findMatches } from '../../electron/model/text-folding.ts'

/** A text with the searched words marked. */
export function Highlight({ text, search }: { readonly text: string; readonly search: string }) {
  if (search.trim() === '') return text
  // The pieces of a text never change their order, so the index can be the key.
  return findMatches(text, search).map((piece, index) =>
    piece.match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <mark key={index}>{piece.text}</mark>
    ) : (
      piece.text
    ),
  )
}
