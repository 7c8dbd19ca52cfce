import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { usage } from '../../../electron/cli/usage.ts'
import { readAppFacts } from '../../../resources/packaging/app-facts.ts'
import { debianCopyright } from '../../../resources/packaging/debian-copyright.ts'
import {
  debianChangelog,
  type LinuxFiles,
  layOutShare,
  layOutUsr,
  rpmChangelog,
} from '../../../resources/packaging/linux-files.ts'
import { licensesText } from '../../../resources/packaging/third-party-licenses.ts'
import { projectFolder } from '../../support/tidings.ts'

const packages = [
  { name: 'alpha', version: '1.0.0', identifier: 'ISC', text: 'Take it.' },
  { name: 'beta', version: '2.0.0', identifier: 'MIT' },
]
const ownLicense = readFileSync(join(projectFolder, 'LICENSE'), 'utf8')
const files: LinuxFiles = {
  facts: await readAppFacts(projectFolder, { version: '1.2.0-beta.1' }),
  templates: join(projectFolder, 'resources/packaging/linux'),
  ownLicense,
  packages,
  licenses: licensesText(ownLicense, packages),
  builtAt: new Date('2026-11-26T10:00:00Z'),
}
const folder = mkdtempSync(join(tmpdir(), 'linux-files-'))
afterAll(() => rmSync(folder, { recursive: true }))
await layOutUsr(join(folder, 'deb'), 'deb', files)
await layOutUsr(join(folder, 'rpm'), 'rpm', files)
await layOutShare(join(folder, 'share'), files)
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const options = [...new Set(usage.match(/--[a-z-]+/g))]

describe.each([
  ['bash completion', 'share/bash-completion/completions/tidings', (option: string) => option],
  ['zsh completion', 'share/zsh/site-functions/_tidings', (option: string) => option],
  [
    'fish completion',
    'share/fish/vendor_completions.d/tidings.fish',
    (option: string) => `-l ${option.slice(2)} `,
  ],
  ['manual page', 'share/man/man1/tidings.1', (option: string) => `Fl -${option.slice(2)}`],
])('the %s', (_, path, written) => {
  test.each(options)('knows %s', (option) => expect(read(path)).toContain(written(option)))
})

test.each(['deb', 'rpm'])('the command of a %s starts the app, and keeps Chromium quiet', (kind) => {
  const command = join(folder, kind, 'bin/tidings')
  expect(readFileSync(command, 'utf8')).toContain('exec /opt/Tidings/tidings --log-level=3 "$@"')
  expect(statSync(command).mode & 0o777).toBe(0o755)
})

test('a deb has its licences and its completion where Debian looks for them', () => {
  for (const path of [
    'share/doc/tidings/copyright',
    'share/doc/tidings/third-party-licenses.txt',
    'share/zsh/vendor-completions/_tidings',
  ])
    expect(existsSync(join(folder, 'deb', path))).toBe(true)
})

test('an rpm has its licences where Fedora looks for them', () => {
  expect(read('rpm/share/licenses/tidings/LICENSE')).toContain('MIT License')
  expect(read('rpm/share/licenses/tidings/third-party-licenses.txt')).toContain('alpha 1.0.0 (ISC)')
})

test('the metadata names version, day and program', () => {
  const metainfo = read('deb/share/metainfo/example.tidings.app.metainfo.xml')
  expect(metainfo).toContain('<release version="1.2.0-beta.1" date="2026-11-26"/>')
  expect(metainfo).toContain('<launchable type="desktop-id">tidings.desktop</launchable>')
})

test('the copyright file names our licence in full and those of all packages', () => {
  const copyright = debianCopyright(files.facts, files.ownLicense, packages)
  expect(copyright).toContain('\n Permission is hereby granted')
  expect(copyright).toContain('2 packages in it, which are under ISC, MIT.')
  // A line that does not begin a field or continue one would break the form.
  expect(copyright.split('\n').filter((line) => !/^($| \S|[A-Z][A-Za-z-]+: \S)/.test(line))).toEqual([])
})

test('the changelogs have the form that each system reads', () => {
  expect(debianChangelog(files)).toMatch(/ -- .+ <.+@.+> {2}Thu, 26 Nov 2026 10:00:00 \+0000\n$/)
  expect(rpmChangelog(files)).toMatch(/^\* Thu Nov 26 2026 .+ - 1\.2\.0~beta\.1-1\n- /)
})

test('a package without a text of its licence is listed all the same', () => {
  expect(files.licenses).toContain('beta 2.0.0 (MIT)')
})
