/** A piece of a text, and whether it matches what was searched for. */
export interface TextPiece {
  readonly text: string
  readonly match: boolean
}

const maxTypedLength = 4_000
const maxTerms = 8
const maxTermLength = 64

/**
 * Increments with every change of what `fold` returns: the search index holds folded texts, and is then made again.
 */
export const foldVersion = 1

// Characters that nobody types in a search, or sees: soft hyphens, zero-width characters and marks of the reading
// direction, variation selectors, skin tones, Arabic vowel signs, hamzas and the tatweel, Hebrew points. Of double
// quotes, each language has its own.
const ignored = String.raw`\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u{1f3fb}-\u{1f3ff}\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7`
const ignoredCharacters = new RegExp(`[\\u0300-\\u036f"„“”‟«»״${ignored}]+`, 'gu')

// The two half-width Katakana letters are voicing marks, which normalization turns into combining marks.
const characterWithMarks = new RegExp(`[^\\p{Mark}ﾞﾟ${ignored}]?[\\p{Mark}ﾞﾟ${ignored}]*`, 'gu')

/** Characters that normalization leaves alone, in lower case, and what they are compared as. */
const sameAs: Readonly<Record<string, string>> = {
  ...each("'", '‘’‚‛ʹʻʼʽʾʿ′`‹›׳'),
  ...each('-', '‐‑‒–—―−־'),
  ...each('l', 'łƚ'),
  ...each('d', 'đðɖ'),
  ...each('i', 'ɨı'),
  ...{ ø: 'o', ħ: 'h', ŧ: 't', ŋ: 'n', ĸ: 'k', ƀ: 'b' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ς: 'σ', ґ: 'г' },
  // Arabic letters that are often written for one another, and their Persian forms.
  ...{ ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' },
  ...digits('٠'),
  ...digits('۰'),
}
const sameAsOthers = new RegExp(`[${Object.keys(sameAs).join('').replace('-', '')}]`, 'gu')

function each(same: string, characters: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...characters].map((character) => [character, same]))
}

function digits(zero: string): Readonly<Record<string, string>> {
  const first = zero.charCodeAt(0)
  return Object.fromEntries(
    Array.from({ length: 10 }, (_, digit) => [String.fromCharCode(first + digit), String(digit)]),
  )
}

/**
 * Folds a text for comparison: case, accents, variants of a letter and of punctuation make no difference, and what is
 * invisible does not count. A Hangul syllable becomes its letters, so that it is found before it is typed to its end.
 */
export function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text))
    return text.toLowerCase().replaceAll(/["`]/g, (mark) => (mark === '"' ? '' : "'"))
  // Upper case first: it unites letters that have several lower-case forms (ß and ss, ς and σ).
  return (
    text
      // Typed as an apostrophe, but normalization makes it an accent without a letter.
      .replaceAll('\u00b4', "'")
      .normalize('NFKD')
      .replaceAll(ignoredCharacters, '')
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(ignoredCharacters, '')
      .replaceAll(sameAsOthers, (character) => sameAs[character] ?? character)
  )
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
