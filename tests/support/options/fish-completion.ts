import { isCommand, type NamedOption, namedOptions } from '../../../electron/cli/option-table.ts'

export function fishCompletion(): string {
  return `# fish completion for tidings, written by npm run options

complete -c tidings -f

# Only one of these.
set -l nothing_yet ${quoted(`not ${seen(namedOptions.filter(startsSomething).map(({ name }) => name))}`)}

${namedOptions.map((option) => `complete -c tidings ${specification(option)}\n`).join('')}`
}

function specification(option: NamedOption): string {
  const short = option.short === undefined ? '' : `-s ${option.short} `
  const text = option.summary.charAt(0).toUpperCase() + option.summary.slice(1)
  return `${conditionOf(option)}${short}-l ${option.name} ${argumentOf(option)}-d ${quoted(text)}`
}

function conditionOf(option: NamedOption): string {
  if (option.with !== undefined) return `-n ${quoted(seen(option.with))} `
  return startsSomething(option) ? '-n $nothing_yet ' : ''
}

function seen(names: readonly string[]): string {
  return `__fish_seen_argument${names.map((name) => ` -l ${name}`).join('')}`
}

/** Whether the option says what is to be done, so that no other such option follows. */
function startsSomething(option: NamedOption): boolean {
  return isCommand(option) || (option.with === undefined && option.excludes !== undefined)
}

function argumentOf(option: NamedOption): string {
  if (option.type === 'boolean') return ''
  const { completion } = option.value
  switch (completion) {
    case 'file':
      return '-r -F '
    case 'folder':
      return "-x -a '(__fish_complete_directories)' "
    case 'address':
    case 'none':
      return '-x '
    default:
      return `-x -a ${quoted(completion.join(' '))} `
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
