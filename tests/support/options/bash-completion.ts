import { namedOptions, type OptionValue } from '../../../electron/cli/option-table.ts'
import { commands, detailsOf, generalOptions } from './option-texts.ts'

export function bashCompletion(): string {
  const always = generalOptions.filter((option) => option.type === 'string' && !commands.includes(option))
  const first = generalOptions.filter((option) => !always.includes(option))
  const starts = first.filter(({ excludes }) => excludes !== undefined)
  return `# bash completion for tidings, written by npm run options

_tidings() {
  local current=$2 previous=$3
  COMPREPLY=()
  case "$previous" in
${valuesByCompletion().map(valueCase).join('\n')}
  esac

  local options='${words(always)}'
  case " \${COMP_WORDS[*]} " in
${commands.map((command) => `    *' --${command.name} '*)${addition(detailsOf(command.name))} ;;`).join('\n')}
${starts.map(({ name }) => `    *' --${name} '*) ;;`).join('\n')}
    *)${addition(first)} ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
}

complete -F _tidings tidings
`
}

type Named = { readonly name: string }

function words(options: readonly Named[]): string {
  return options.map(({ name }) => `--${name}`).join(' ')
}

function addition(options: readonly Named[]): string {
  return options.length === 0 ? '' : ` options="$options ${words(options)}"`
}

type Completion = OptionValue['completion']

function valuesByCompletion(): readonly (readonly [Completion, readonly Named[]])[] {
  const groups = new Map<Completion, readonly Named[]>()
  for (const option of namedOptions) {
    if (option.type === 'boolean') continue
    // Bash knows no addresses.
    const completion = option.value.completion === 'address' ? 'none' : option.value.completion
    groups.set(completion, [...(groups.get(completion) ?? []), option])
  }
  return [...groups]
}

function valueCase([completion, options]: readonly [Completion, readonly Named[]]): string {
  return `    ${options.map(({ name }) => `--${name}`).join(' | ')})
${actionFor(completion)}      return
      ;;`
}

function actionFor(completion: Completion): string {
  switch (completion) {
    case 'file':
      return '      compopt -o default\n'
    case 'folder':
      return '      compopt -o dirnames\n'
    case 'address':
    case 'none':
      return ''
    default:
      return `      mapfile -t COMPREPLY < <(compgen -W '${completion.join(' ')}' -- "$current")\n`
  }
}
