import type { AppFacts } from '../app-facts.ts'
import type { Asset, Processor } from './assets.ts'

// Arch's names for what Chromium is linked against or opens; pacman looks the rest up by itself.
const depends = ['alsa-lib', 'at-spi2-core', 'gtk3', 'libcups', 'mesa', 'nss', 'xdg-utils']
const optional = ["libsecret: keeps access tokens in the desktop's keyring"]
const base = 'tidings-bin'

type Debs = readonly (readonly [Processor, Asset])[]

/** PKGBUILD and .SRCINFO: the deb's files, without what is Debian's, and without updates of its own. */
export function aurFiles(facts: AppFacts, debs: Debs): Readonly<Record<string, string>> {
  return { 'aur/PKGBUILD': packageBuild(facts, debs), 'aur/.SRCINFO': sourceInfo(facts, debs) }
}

function packageBuild(facts: AppFacts, debs: Debs): string {
  const { executable, productName } = facts
  const sources = debs.flatMap(([processor, { url, sha256 }]) => [
    `source_${processor}=(${quoted(url)})`,
    `sha256sums_${processor}=(${quoted(sha256)})`,
  ])
  return `# Maintainer: ${facts.maintainer}
pkgname=${base}
pkgver=${arch(facts.version)}
pkgrel=1
pkgdesc=${quoted(facts.synopsis)}
arch=(${debs.map(([processor]) => quoted(processor)).join(' ')})
url=${quoted(facts.homepage)}
license=(${quoted(facts.license)})
depends=(${depends.map(quoted).join(' ')})
optdepends=(${optional.map(quoted).join(' ')})
provides=(${quoted(executable)})
conflicts=(${quoted(executable)})
options=('!strip' '!debug')
${sources.join('\n')}

package() {
  bsdtar -xf data.tar.* -C "$pkgdir"
  cd "$pkgdir"
  install -d usr/share/licenses/$pkgname usr/share/zsh/site-functions
  mv usr/share/zsh/vendor-completions/_${executable} usr/share/zsh/site-functions/
  install -m644 opt/${productName}/resources/LICENSE.txt usr/share/licenses/$pkgname/LICENSE
  mv usr/share/doc/${executable}/third-party-licenses.txt usr/share/licenses/$pkgname/
  rm -r usr/share/zsh/vendor-completions usr/share/doc/${executable} usr/share/lintian
  # pacman installs the updates.
  rm -f opt/${productName}/resources/{app-update.yml,package-type}
}
`
}

function sourceInfo(facts: AppFacts, debs: Debs): string {
  const fields: readonly (readonly [string, string])[] = [
    ['pkgdesc', facts.synopsis],
    ['pkgver', arch(facts.version)],
    ['pkgrel', '1'],
    ['url', facts.homepage],
    ...debs.map(([processor]) => ['arch', processor] as const),
    ['license', facts.license],
    ...depends.map((name) => ['depends', name] as const),
    ...optional.map((text) => ['optdepends', text] as const),
    ['provides', facts.executable],
    ['conflicts', facts.executable],
    ['options', '!strip'],
    ['options', '!debug'],
    ...debs.flatMap(([processor, { url, sha256 }]) => [
      [`source_${processor}`, url] as const,
      [`sha256sums_${processor}`, sha256] as const,
    ]),
  ]
  const lines = fields.map(([name, value]) => `\t${name} = ${value}`)
  return `pkgbase = ${base}\n${lines.join('\n')}\n\npkgname = ${base}\n`
}

/** A version as pacman takes it: without a dash. */
function arch(version: string): string {
  return version.replaceAll('-', '_')
}

/** A word of the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
