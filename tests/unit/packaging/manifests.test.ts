import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { readAppFacts } from '../../../resources/packaging/app-facts.ts'
import type { Assets } from '../../../resources/packaging/manifests/assets.ts'
import { createManifests, writeManifests } from '../../../resources/packaging/manifests/manifests.ts'
import { projectFolder } from '../../support/tidings.ts'

const facts = await readAppFacts(projectFolder, { version: '1.2.0', repository: 'someone/tidings' })
const asset = (name: string, digit: string) => ({
  name,
  url: `${facts.downloads}/${name}`,
  sha256: digit.repeat(64),
})
const assets: Assets = {
  debX64: asset('tidings_1.2.0_amd64.deb', 'a'),
  debArm64: asset('tidings_1.2.0_arm64.deb', 'b'),
  windows: asset('Tidings-1.2.0-setup.exe', 'c'),
  macos: asset('Tidings-1.2.0-universal.dmg', 'd'),
}
const { files } = createManifests(facts, assets)
const file = (path: string) => files[path] ?? ''

describe('every manifest', () => {
  test('there is one for each package manager', () => {
    expect(Object.keys(files).sort()).toEqual([
      'aur/.SRCINFO',
      'aur/PKGBUILD',
      'flatpak/example.tidings.app.yml',
      'homebrew/tidings.rb',
      'winget/t/Tidings/Tidings/1.2.0/Tidings.Tidings.installer.yaml',
      'winget/t/Tidings/Tidings/1.2.0/Tidings.Tidings.locale.en-US.yaml',
      'winget/t/Tidings/Tidings/1.2.0/Tidings.Tidings.yaml',
    ])
  })

  test('what is downloaded lies in the release, over https, and is checked by its hash', () => {
    const text = Object.values(files).join('\n').replaceAll('#{version}', '1.2.0').toLowerCase()
    for (const { name, sha256 } of Object.values(assets)) {
      expect(text).toContain(
        `https://github.com/someone/tidings/releases/download/v1.2.0/${name.toLowerCase()}`,
      )
      expect(text).toContain(sha256)
    }
    expect(text).not.toContain('http://')
  })

  test('without the packages of a system its manifest is left out, and said to be missing', () => {
    const { windows: _, ...others } = assets
    const some = createManifests(facts, others)
    expect(Object.keys(some.files).join()).not.toContain('winget')
    expect(some.missing).toEqual(['windows'])
  })
})

test('the AUR gets the processors that were built', () => {
  const { debArm64: _, ...others } = assets
  const aur = createManifests(facts, others).files
  expect(aur['aur/PKGBUILD']).toContain("arch=('x86_64')")
  expect(aur['aur/.SRCINFO']).not.toContain('aarch64')
  expect(file('aur/.SRCINFO')).toContain('\tarch = aarch64\n')
})

test('packages of others never update themselves', () => {
  for (const path of ['aur/PKGBUILD', 'flatpak/example.tidings.app.yml']) {
    expect(file(path)).toContain('app-update.yml')
    expect(file(path)).toContain('package-type')
  }
})

describe('the Flatpak', () => {
  const manifest = parse(file('flatpak/example.tidings.app.yml'))

  test('reaches nothing of the home but the downloads, and no bus as a whole', () => {
    const reach: readonly string[] = manifest['finish-args']
    expect(reach.filter((argument) => argument.startsWith('--filesystem='))).toEqual([
      '--filesystem=xdg-download',
    ])
    expect(
      reach.filter((argument) => /socket=(session|system)-bus|--share=all|--device=all/.test(argument)),
    ).toEqual([])
  })

  test('says the reason of each permission', () => {
    for (const argument of manifest['finish-args'])
      expect(file('flatpak/example.tidings.app.yml')).toContain(`#   ${argument}: `)
  })
})

test('winget installs for the user alone, on both processors', () => {
  const installer = parse(file('winget/t/Tidings/Tidings/1.2.0/Tidings.Tidings.installer.yaml'))
  expect(installer.Scope).toBe('user')
  expect(installer.Installers.map(({ Architecture }: { Architecture: string }) => Architecture)).toEqual([
    'x64',
    'arm64',
  ])
})

test('they are written beside the packages, with the hashes of the real files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manifests-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'tidings_1.2.0_amd64.deb'), 'abc')
  await writeManifests(folder, facts)
  expect(await readFile(join(folder, 'manifests/aur/PKGBUILD'), 'utf8')).toContain(
    // sha256 of "abc", from FIPS 180-2.
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
