import {
  type CommandName,
  isCommand,
  type NamedOption,
  namedOptions,
  textWith,
} from '../../../electron/cli/option-table.ts'

export const commands = namedOptions.filter(isCommand)

/** Options that can be given without a command. */
export const generalOptions = namedOptions.filter((option) => option.with === undefined)

/** The options that only some commands take: those of this command. */
export function detailsOf(command: string): readonly NamedOption[] {
  return namedOptions.filter((option) => option.with?.some((name) => name === command))
}

/** The names of the options that can't be given together with this one. */
export function excludedBy(option: NamedOption): readonly string[] {
  const isExcluded = (other: NamedOption) =>
    (isCommand(option) && isCommand(other) && other.name !== option.name) ||
    option.excludes?.includes(other.name) ||
    other.excludes?.includes(option.name)
  return namedOptions.filter(isExcluded).map(({ name }) => name)
}

/** Everything there is to say of an option, in full sentences. */
export function sentences(option: NamedOption): string {
  const texts = option.manual ?? option.summary
  if (option.with === undefined) return sentence(textWith(texts, option.name))
  const commandsByText = new Map<string, readonly string[]>()
  for (const command of option.with) {
    const text = textWith(texts, command)
    commandsByText.set(text, [...(commandsByText.get(text) ?? []), `--${command}`])
  }
  const parts = [...commandsByText].map(([text, names]) => `with ${inWords(names)}, ${text}`)
  return sentence(parts.join('; '))
}

/** What an option means with this command, in full sentences. */
export function sentencesWith(option: NamedOption, command: CommandName): string {
  return sentence(option.listedWith?.[command] ?? textWith(option.manual ?? option.summary, command))
}

export function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`
}

function inWords(names: readonly string[]): string {
  return names.join(', ').replace(/, (?=[^,]*$)/, ' and ')
}

/** A piece of a text: what is typed, a variable, other literal text, or prose. */
export interface Piece {
  readonly kind: 'option' | 'variable' | 'literal' | 'prose'
  readonly text: string
}

export function piecesOf(text: string): readonly Piece[] {
  return text
    .split(/(--[a-z-]*[a-z]|TIDINGS_[A-Z]+|`[^`]+`)/)
    .filter((piece) => piece !== '')
    .map((piece): Piece => {
      if (piece.startsWith('--')) return { kind: 'option', text: piece }
      if (piece.startsWith('TIDINGS_')) return { kind: 'variable', text: piece }
      if (piece.startsWith('`')) return { kind: 'literal', text: piece.slice(1, -1) }
      return { kind: 'prose', text: piece }
    })
}
