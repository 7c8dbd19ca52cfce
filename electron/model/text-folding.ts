/** A piece of a text, and whether it matches what was searched for. */
export interface TextPiece {
  readonly text: string
  readonly match: boolean
}

const maxTypedLength = 4_000
const maxTerms = 8
const maxTermLength = 64

// The two half-width Katakana letters are voicing marks, which normalization turns into combining marks.
const characterWithMarks = /[^\p{Mark}ﾞﾟ]?[\p{Mark}ﾞﾟ]*/gu

/**
 * Folds a text for comparison: case, accents and variants of a letter make no difference. A Hangul syllable becomes
 * its letters, so that it is found before it is typed to its end.
 */
export function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  // Upper case first: it unites letters that have several lower-case forms (ß and ss, ς and σ).
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ς', 'σ')
}

export function wordsOf(folded: string): readonly string[] {
  return folded.split(/\s+/u).filter((word) => word !== '')
}

/** What was typed, as folded words; a text matches when it contains all of them. Empty: everything matches. */
export function termsOf(typed: string): readonly string[] {
  return wordsOf(fold(typed.slice(0, maxTypedLength)))
    .slice(0, maxTerms)
    .map((word) => [...word].slice(0, maxTermLength).join(''))
}

/** Whether a folded text contains all the terms. */
export function containsAll(folded: string, terms: readonly string[]): boolean {
  return terms.every((term) => folded.includes(term))
}

/** Cuts a text into pieces that match one of the typed words, and pieces that do not. */
export function findMatches(text: string, typed: string): readonly TextPiece[] {
  const terms = termsOf(typed)
  if (terms.length === 0) return [{ text, match: false }]
  const { folded, ranges } = foldWithRanges(text)
  const matched = new Array<boolean>(text.length).fill(false)
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      // To the end of the character that the match ends in: it may match only a part of it, as one s of ß.
      matched.fill(true, ranges[at]?.start, ranges[at + term.length - 1]?.end)
    }
  }
  return piecesOf(text, matched)
}

interface Range {
  readonly start: number
  readonly end: number
}

/** The folded text, and for each of its UTF-16 units the range in the text that it comes from. */
function foldWithRanges(text: string): { readonly folded: string; readonly ranges: readonly Range[] } {
  let folded = ''
  const ranges: Range[] = []
  // Normalization sorts only marks, so a character with its marks folds the same alone as within the text.
  for (const { 0: character, index: start } of text.matchAll(characterWithMarks)) {
    folded += fold(character)
    while (ranges.length < folded.length) ranges.push({ start, end: start + character.length })
  }
  return { folded, ranges }
}

function piecesOf(text: string, matched: readonly boolean[]): readonly TextPiece[] {
  const pieces: TextPiece[] = []
  let start = 0
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && matched[at] === matched[start]) continue
    pieces.push({ text: text.slice(start, at), match: matched[start] === true })
    start = at
  }
  return pieces
}
