import { fold, termsOf, wordsOf } from '../../electron/model/text-folding.ts'

/** How well a text matches, the best first: by its beginning, that of a word, within a word, by beginnings of words. */
const begins = 0
const wordBegins = 1
const within = 2
const initials = 3

/**
 * How well a label matches what was typed; null: not at all. Every typed word must be found, as in the search of the
 * history: case and accents make no difference. `mr` or `mare` find "Mark as read": letters of a Latin script may also be
 * the beginnings of its words, in their order.
 *
 * @returns lower is better
 */
export function matchLabel(label: string, typed: string): number | null {
  const folded = fold(label)
  const words = folded.split(/[\s:/()«»„“”「」-]+/u).filter((word) => word !== '')
  let worst = begins
  for (const term of termsOf(typed)) {
    const found = matchTerm(folded, words, term)
    if (found === null) return null
    worst = Math.max(worst, found)
  }
  return worst
}

function matchTerm(folded: string, words: readonly string[], term: string): number | null {
  if (folded.startsWith(term)) return begins
  if (words.some((word) => word.startsWith(term))) return wordBegins
  if (folded.includes(term)) return within
  return /^[a-z]{1,8}$/.test(term) && areInitials(term, words) ? initials : null
}

/** Whether the term is made of the beginnings of words, in their order; words may be left out. */
function areInitials(term: string, words: readonly string[]): boolean {
  if (term === '') return true
  return words.some((word, index) => {
    let common = 0
    while (common < term.length && word[common] === term[common]) common += 1
    for (let used = common; used > 0; used -= 1) {
      if (areInitials(term.slice(used), words.slice(index + 1))) return true
    }
    return false
  })
}

/** The entries that match, the best first; equally good ones stay in their order. */
export function rank<Entry>(
  entries: readonly Entry[],
  typed: string,
  labelOf: (entry: Entry) => string,
): readonly Entry[] {
  if (wordsOf(fold(typed)).length === 0) return entries
  return entries
    .flatMap((entry) => {
      const score = matchLabel(labelOf(entry), typed)
      return score === null ? [] : [{ entry, score }]
    })
    .sort((a, b) => a.score - b.score)
    .map(({ entry }) => entry)
}
