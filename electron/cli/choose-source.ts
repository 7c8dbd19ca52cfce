import { parseSource } from '../model/source.ts'
import type { StoredSource } from '../store/history-reader.ts'

export type ChosenSource =
  | { readonly kind: 'chosen'; readonly source: StoredSource }
  /** Why not, as a sentence that lists those there are. */
  | { readonly kind: 'wrong'; readonly reason: string }

/** The server that `--source` names, by its address or by what the user calls it. */
export function chooseSource(wanted: string, known: readonly StoredSource[]): ChosenSource {
  const address = parseSource(wanted)
  const id = address.kind === 'source' ? address.id : wanted
  const matching = [
    known.filter((source) => source.id === wanted || source.id === id),
    known.filter(({ name }) => name === wanted),
    known.filter(({ name }) => folded(name) === folded(wanted)),
  ]
  const [source, ...others] = matching.find((sources) => sources.length > 0) ?? []
  if (source === undefined) return wrong(`There is no server "${wanted}". ${listOf(known)}`)
  if (others.length > 0)
    return wrong(`Several servers are called "${wanted}": give the address. ${listOf([source, ...others])}`)
  return { kind: 'chosen', source }
}

function folded(name: string): string {
  return name.trim().toLowerCase()
}

function listOf(known: readonly StoredSource[]): string {
  if (known.length === 0) return 'None is known yet.'
  return `Known: ${known.map(({ id, name }) => `${name} (${id})`).join(', ')}.`
}

function wrong(reason: string): ChosenSource {
  return { kind: 'wrong', reason }
}
