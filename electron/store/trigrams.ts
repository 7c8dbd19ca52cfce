import { wordsOf } from '../model/text-folding.ts'

/** Only so many characters of each field can be found, the first ones. */
export const searchedLength = 4_000

const maxTrigramsPerTerm = 12

/**
 * The index entries of folded texts: every three successive characters of a word, which is padded at its end so that an
 * entry begins at every character. One or two characters are then found as the beginning of an entry. So one index
 * serves every script, also those in which a word has one or two characters.
 */
export function trigramsOf(folded: string): string {
  const trigrams = new Set<string>()
  for (const word of wordsOf(folded)) {
    const characters = [...word].map(encoded)
    characters.push(padding, padding)
    for (let at = 2; at < characters.length; at += 1) {
      trigrams.add(`${characters[at - 2]}${characters[at - 1]}${characters[at]}`)
    }
  }
  return [...trigrams].join(' ')
}

/** The FTS5 query for terms: it finds every match and little else, so its results are still to be compared. */
export function matchOf(terms: readonly string[]): string {
  return terms.flatMap(entriesOf).join(' AND ')
}

/** The index entries that every match of this term has, each as an FTS5 query. */
export function entriesOf(term: string): readonly string[] {
  const characters = [...term].map(encoded)
  if (characters.length < 3) return [`"${characters.join('')}"*`]
  return startsOf(characters.length).map((at) => `"${characters.slice(at, at + 3).join('')}"`)
}

/** Where the trigrams of a term start: one after the other, and the last one at the term's end. */
function startsOf(length: number): readonly number[] {
  const last = length - 3
  const starts = Array.from({ length: Math.ceil(last / 3) }, (_, index) => index * 3)
  return [...starts.slice(0, maxTrigramsPerTerm - 1), last]
}

const padding = encoded(' ')

// FTS5's "ascii" tokenizer ends a token at ASCII punctuation. Moved to the private use area, it is part of the token.
function encoded(character: string): string {
  return /[a-z0-9\u0080-\u{10ffff}]/u.test(character)
    ? character
    : String.fromCharCode(0xe000 + character.charCodeAt(0))
}
