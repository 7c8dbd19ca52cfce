import { isCommand, type NamedOption, namedOptions, textWith, typedForm } from './option-table.ts'

// A terminal has 80 columns until somebody makes it wider.
const columns = 80
const textColumn = 25

/** What `--help` prints. */
export const usage = `Usage: tidings [options] [tidings: link]

${namedOptions
  .filter((option) => option.with === undefined)
  .flatMap((option) => [describe(option, option.name, '  '), ...detailsOf(option)])
  .join('')}`

function detailsOf(command: NamedOption): readonly string[] {
  if (!isCommand(command)) return []
  return namedOptions
    .filter((option) => option.with?.some((name) => name === command.name))
    .map((option) => describe(option, command.name, '      '))
}

/** The option in the left column, its text beside it in as many lines as it takes. */
function describe(option: NamedOption, command: string, indent: string): string {
  const short = option.short === undefined ? '' : `-${option.short}, `
  const form = `${indent}${short}${typedForm(option)}`
  const lines: string[] = ['']
  for (const word of textWith(option.help ?? option.summary, command).split(' ')) {
    const last = lines.at(-1) ?? ''
    const longer = last === '' ? word : `${last} ${word}`
    if (longer.length <= columns - textColumn) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return `${`${form} `.padEnd(textColumn)}${lines.join(`\n${' '.repeat(textColumn)}`)}\n`
}
