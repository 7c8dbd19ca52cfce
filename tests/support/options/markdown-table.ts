import { posix } from 'node:path'
import {
  type CommandName,
  links,
  type NamedOption,
  namedOptions,
  textWith,
  typedForm,
} from '../../../electron/cli/option-table.ts'
import { detailsOf, generalOptions, piecesOf, sentence, sentences, sentencesWith } from './option-texts.ts'

type Row = readonly [typed: string, meaning: string]

const startRow: Row = [
  '`tidings`',
  'Start in the tray and open the window; if Tidings runs already, open its window.',
]

/** The table of README.md: how the app is started, and each command with the options that go with it. */
export function commandTable(): string {
  return table([
    ['Command', 'Meaning'],
    ['---', '---'],
    startRow,
    ...generalOptions.map(
      (option): Row => [
        code(
          [
            `tidings ${typedForm(option)}`,
            ...detailsOf(option.name).map((detail) => `[${typedForm(detail)}]`),
          ].join(' '),
        ),
        markdown(sentence(textWith(option.help ?? option.summary, option.name))) + linkOf(option, '.'),
      ],
    ),
    ...linkRows(),
  ])
}

/** The table of user-guide.md: every option, and everything there is to say of it. */
export function optionTable(): string {
  return table([
    ['Option', 'Meaning'],
    ['---', '---'],
    startRow,
    ...namedOptions.map(
      (option): Row => [
        code(option.with === undefined ? `tidings ${typedForm(option)}` : typedForm(option)),
        markdown(sentences(option)) + linkOf(option, 'resources/docs'),
      ],
    ),
    ...linkRows(),
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

/** `from` is the folder of the document, from the project's folder. */
function linkOf({ more }: NamedOption, from: string): string {
  return more === undefined ? '' : ` ([${more.text}](${posix.relative(from, more.path)}))`
}

function linkRows(): readonly Row[] {
  return links.map(({ form, manual }): Row => [code(form), markdown(`A link that ${manual}.`)])
}
