/** A piece of a text, and whether it is what was searched for. */
export interface TextPiece {
  readonly text: string
  readonly match: boolean
}

/** Cuts a text at the matches of the searched words; capitals and accents make no difference. */
export function findMatches(text: string, search: string): readonly TextPiece[] {
  const terms = fold(search)
    .split(/\s+/)
    .filter((term) => term !== '')
  if (terms.length === 0) return [{ text, match: false }]
  const { folded, starts } = foldWithPlaces(text)
  const marked = new Array<boolean>(text.length).fill(false)
  for (const term of terms) {
    for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
      marked.fill(true, starts[at], starts[at + term.length] ?? text.length)
    }
  }
  return pieces(text, marked)
}

function pieces(text: string, marked: readonly boolean[]): readonly TextPiece[] {
  const found: TextPiece[] = []
  let start = 0
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && marked[at] === marked[start]) continue
    found.push({ text: text.slice(start, at), match: marked[start] === true })
    start = at
  }
  return found
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toUpperCase()
    .toLowerCase()
}

/** The folded text, and for each of its units the place in the text that it stands for. */
function foldWithPlaces(text: string): { readonly folded: string; readonly starts: readonly number[] } {
  let folded = ''
  const starts: number[] = []
  let place = 0
  for (const character of text) {
    const plain = fold(character)
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(place)
    folded += plain
    place += character.length
  }
  return { folded, starts }
}
