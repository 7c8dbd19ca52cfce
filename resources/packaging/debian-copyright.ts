import type { AppFacts } from './app-facts.ts'
import type { PackageLicense } from './third-party-licenses.ts'

/** The copyright file of the deb, in Debian's machine-readable form (copyright-format 1.0). */
export function debianCopyright(
  facts: AppFacts,
  ownLicense: string,
  packages: readonly PackageLicense[],
): string {
  const holder = /^Copyright \(c\) (.+)$/m.exec(ownLicense)?.[1] ?? facts.author
  const text = ownLicense.slice(ownLicense.indexOf('Permission is hereby granted')).trim()
  const identifiers = [...new Set(packages.map(({ identifier = 'unknown' }) => identifier))].sort()
  const installed = `opt/${facts.productName}`
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: ${facts.productName}
Upstream-Contact: ${facts.maintainer}
Source: ${facts.homepage}

Files: *
Copyright: ${holder}
License: ${facts.license}

Files: ${installed}/*
Copyright: Electron contributors
 The Chromium Authors
License: Expat-and-others
Comment: Electron and Chromium as their makers publish them.

Files: ${installed}/resources/app.asar ${installed}/resources/app.asar.unpacked/*
Copyright: ${holder}
 the authors of the packages named in ${installed}/resources/third-party-licenses.txt
License: ${facts.license}-and-others
Comment: The app with ${packages.length} packages in it, which are under ${identifiers.join(', ')}.

License: ${facts.license}
${deb822(text)}

License: Expat-and-others
 Electron is under the Expat licence: /${installed}/LICENSE.electron.txt
 .
 Chromium, and what it consists of: /${installed}/LICENSES.chromium.html

License: ${facts.license}-and-others
 All licences in full: /usr/share/doc/${facts.executable}/third-party-licenses.txt
`
}

/** A text of several lines as the value of a field. */
function deb822(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? ' .' : ` ${line.trim()}`))
    .join('\n')
}
