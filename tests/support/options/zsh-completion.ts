import { type NamedOption, namedOptions, type OptionValue } from '../../../electron/cli/option-table.ts'
import { excludedBy } from './option-texts.ts'

export function zshCompletion(): string {
  return `#compdef tidings
# Written by npm run options.

_arguments \\
${namedOptions.map((option) => `  ${specification(option)} \\\n`).join('')}  '::link:'
`
}

function specification(option: NamedOption): string {
  const text = `[${option.summary.replace(/[[\]]/g, '\\$&')}]`
  // Whoever asks for help or the version asks for nothing else.
  if (option.short !== undefined) return `'(- *)'{-${option.short},--${option.name}}${quoted(text)}`
  const excluded = excludedBy(option).map((name) => `--${name}`)
  const exclusion = excluded.length === 0 ? '' : `(${excluded.join(' ')})`
  const value = option.type === 'boolean' ? '' : `:${option.value.what}:${actionFor(option.value)}`
  return quoted(`${exclusion}--${option.name}${text}${value}`)
}

function actionFor({ completion }: OptionValue): string {
  switch (completion) {
    case 'address':
      return '_urls'
    case 'file':
      return '_files'
    case 'folder':
      return '_directories'
    case 'none':
      return ''
    default:
      return `(${completion.join(' ')})`
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
