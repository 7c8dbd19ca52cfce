import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'
import { usage } from '../../../electron/cli/usage.ts'
import { optionFiles } from '../../support/options/option-files.ts'
import { projectFolder } from '../../support/tidings.ts'

const read = (path: string) => readFileSync(path, 'utf8')

test.each(optionFiles(read).map(({ path, text }) => [relative(projectFolder, path), path, text] as const))(
  '%s is as `npm run options` writes it',
  (_, path, text) => expect(read(path)).toBe(text),
)

test('a file without the marks is not written over', () => {
  expect(() => optionFiles((path) => read(path).replaceAll('<!-- options', '<!-- '))).toThrow('no place')
})

test('the help fits a terminal of 80 columns', () => {
  expect(usage.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test('the help names each option below the commands that take it', () => {
  const [, wait = ''] = /( {2}--wait [\s\S]*?) {2}--doctor/.exec(usage) ?? []
  expect(wait.match(/--[a-z-]+/g)).toEqual(['--wait', '--json'])
  expect(usage).toContain('-h, --help  ')
})

test('each command line of the manual page is understood', () => {
  const synopsis = /^\.Sh SYNOPSIS\n([\s\S]*?)^\.Sh /m.exec(
    read(join(projectFolder, 'resources/packaging/linux/tidings.1')),
  )?.[1]
  const commands = (synopsis ?? '').split(/^\.Nm\n/m).slice(1)
  expect(commands.length).toBeGreaterThan(5)
  const values: Readonly<Record<string, string>> = { url: 'https://a.example/', n: '5' }
  for (const command of commands) {
    const words = command.split('\n').flatMap((line) => {
      // Of alternatives, the first.
      const [, flag, value] = /Fl -(\S+)(?: Ar (\S+))?/.exec(line) ?? []
      return flag === undefined
        ? []
        : [`--${flag}`, ...(value === undefined ? [] : [values[value] ?? 'some'])]
    })
    expect(parseArguments(words, {}), words.join(' ')).not.toMatchObject({ kind: 'wrong' })
  }
})

// Windows has a bash that may be that of another system.
describe.runIf(process.platform === 'linux')('in bash', () => {
  const script = join(projectFolder, 'resources/packaging/linux/tidings.bash')
  const complete = (...line: readonly string[]): readonly string[] => {
    const [current = '', previous = ''] = line.toReversed()
    const program = [
      'source "$1"; current=$2 previous=$3; shift 3',
      'COMP_WORDS=(tidings "$@"); _tidings tidings "$current" "$previous"',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: bash fills it in.
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n')
    return execFileSync('bash', ['-c', program, 'bash', script, current, previous, ...line], {
      encoding: 'utf8',
    })
      .split('\n')
      .filter((word) => word !== '')
  }

  test.each([
    [
      ['', '--h'],
      ['--hidden', '--history', '--help'],
    ],
    [
      ['--history', '--s'],
      ['--server', '--snoozed', '--source'],
    ],
    [
      ['--doctor', 'https://a.example/', '--j'],
      ['--json', '--junit'],
    ],
    [['--show', '--j'], []],
    [['--history', '--limit', 'a'], ['all']],
    [['--wait', '--'], []],
  ])('%j is completed with %j', (line, expected) => expect(complete(...line)).toEqual(expected))
})
