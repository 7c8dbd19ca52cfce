import { type NamedOption, namedOptions } from '../../../electron/cli/option-table.ts'
import { commands, detailsOf, generalOptions, piecesOf, sentence, sentences } from './option-texts.ts'

// Parts of the manual page, in mdoc: https://man.openbsd.org/mdoc.7

const columns = 80

/** How each command is typed, for SYNOPSIS. */
export function manualSynopsis(): string {
  const general = generalOptions.filter((option) => !commands.includes(option) && option.short === undefined)
  const start = ['.Nm', ...general.map((option) => `.Op ${form(option)}`), '.Op Ar link']
  const others = commands.flatMap((command) => {
    const listed = namedOptions.filter(({ listedWith }) =>
      Object.keys(listedWith ?? {}).includes(command.name),
    )
    return ['.Nm', `.${form(command)}`, ...listed.map((option) => `.Op ${form(option)}`), ...choices(command)]
  })
  return lines([...start, ...others])
}

/** The list of all options, for DESCRIPTION. */
export function manualOptions(): string {
  return lines(
    namedOptions.flatMap((option) => {
      const short = option.short === undefined ? '' : `Fl ${option.short} , `
      return [`.It ${short}${form(option)}`, ...mdoc(sentences(option))]
    }),
  )
}

/** The list of variables, for ENVIRONMENT. */
export function manualEnvironment(): string {
  return lines(
    namedOptions.flatMap(({ environment }) =>
      environment === undefined ? [] : [`.It Ev ${environment.name}`, ...mdoc(sentence(environment.manual))],
    ),
  )
}

/** The options of a command; those that exclude each other are alternatives. */
function choices(command: NamedOption): readonly string[] {
  const details = detailsOf(command.name)
  return details
    .filter(({ excludes }) => excludes === undefined)
    .map((option) => [option, ...details.filter(({ excludes }) => excludes?.includes(option.name))])
    .map((alternatives) => `.Op ${alternatives.map(form).join(' | ')}`)
}

function form(option: NamedOption): string {
  // The macro writes the first hyphen.
  const flag = `Fl -${option.name}`
  if (option.type === 'boolean') return flag
  const { name, word } = option.value
  return `${flag} Ar ${name}${word === undefined ? '' : ` Ns | Ns Cm ${word}`}`
}

const macros = { option: 'Fl', variable: 'Ev', literal: 'Li' } as const

/** A text as lines of mdoc: each sentence, and each macro, begins a line. */
function mdoc(text: string): readonly string[] {
  return text.split(/(?<=\.) (?=[A-Z])/).flatMap((sentenceText) => {
    const pieces = piecesOf(sentenceText)
    return pieces.flatMap(({ kind, text: piece }, index) => {
      if (kind === 'prose') return wrapped(index === 0 ? piece : piece.replace(/^[),.;:]+/, ''))
      const [closing = ''] = /^[),.;:]*/.exec(pieces[index + 1]?.text ?? '') ?? []
      const argument = kind === 'option' ? piece.slice(1) : piece
      return [[`.${macros[kind]} ${argument}`, ...closing].join(' ')]
    })
  })
}

function wrapped(prose: string): readonly string[] {
  const result: string[] = []
  for (const word of prose.split(' ').filter((part) => part !== '')) {
    const last = result.at(-1)
    if (last !== undefined && last.length + word.length < columns)
      result[result.length - 1] = `${last} ${word}`
    else result.push(word)
  }
  return result
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}
