import {
  type CommandName,
  links,
  type NamedOption,
  namedOptions,
  typedForm,
} from '../../../electron/cli/option-table.ts'
import { detailsOf, piecesOf, sentences, sentencesWith } from './option-texts.ts'

type Row = readonly [typed: string, meaning: string]

/** The table of README.md: how the app is started, every option, every link. */
export function commandTable(): string {
  return table([
    ['Command', 'Meaning'],
    ['---', '---'],
    ['`tidings`', 'Start in the tray and open the window; if Tidings runs already, open its window.'],
    ...namedOptions.map(
      (option): Row => [
        code(option.with === undefined ? `tidings ${typedForm(option)}` : typedForm(option)),
        markdown(sentences(option)) + linkOf(option),
      ],
    ),
    ...links.map(({ form, manual }): Row => [code(form), markdown(`A link that ${manual}.`)]),
  ])
}

/** The options of one command. */
export function detailTable(command: CommandName): string {
  const options = [
    ...namedOptions.filter(({ listedWith }) => listedWith?.[command] !== undefined),
    ...detailsOf(command),
  ]
  return table([
    ['Option', 'Meaning'],
    ['---', '---'],
    ...options.map((option): Row => [code(typedForm(option)), markdown(sentencesWith(option, command))]),
  ])
}

function table(rows: readonly Row[]): string {
  return rows.map(([typed, meaning]) => `| ${typed} | ${meaning} |`).join('\n')
}

function markdown(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'prose' ? piece.text : code(piece.text)))
    .join('')
}

/** In a table a bar ends the cell, even in code. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}

function linkOf({ more }: NamedOption): string {
  return more === undefined ? '' : ` ([${more.text}](${more.path}))`
}
