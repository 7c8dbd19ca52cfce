import { wordsOf } from '../model/text-folding.ts'

/** How much of a text can be found: the first so many characters of each field. */
export const searchedLength = 4_000

const mostGramsPerTerm = 12

/**
 * The index entries of folded texts: every run of three characters within a word, padded at its end, so that one
 * starts at every character. One or two characters are then found as the beginning of such a run: that is how one
 * index serves every script, also those in which a word is one or two characters long.
 */
export function trigramsOf(folded: string): string {
  const grams = new Set<string>()
  for (const word of wordsOf(folded)) {
    const characters = [...word].map(written)
    characters.push(padding, padding)
    for (let at = 2; at < characters.length; at += 1) {
      grams.add(`${characters[at - 2]}${characters[at - 1]}${characters[at]}`)
    }
  }
  return [...grams].join(' ')
}

/** The FTS5 query for terms: all that match are among what it finds, and hardly anything else. */
export function matchOf(terms: readonly string[]): string {
  return terms.flatMap(entriesOf).join(' AND ')
}

/** The index entries that a match of this term has, each as an FTS5 query of its own. */
export function entriesOf(term: string): readonly string[] {
  const characters = [...term].map(written)
  if (characters.length < 3) return [`"${characters.join('')}"*`]
  return startsOf(characters.length).map((at) => `"${characters.slice(at, at + 3).join('')}"`)
}

/** Where to cut a term into runs of three: end to end, and the last one at its end. */
function startsOf(length: number): readonly number[] {
  const last = length - 3
  const starts = Array.from({ length: Math.ceil(last / 3) }, (_, index) => index * 3)
  return [...starts.slice(0, mostGramsPerTerm - 1), last]
}

const padding = written(' ')

// FTS5's "ascii" tokenizer ends a token at ASCII punctuation; moved to the private use area it is part of one.
function written(character: string): string {
  return /[a-z0-9\u0080-\u{10ffff}]/u.test(character)
    ? character
    : String.fromCharCode(0xe000 + character.charCodeAt(0))
}
