#!/usr/bin/env node
// Stands in for fpm where it can't be downloaded: does what electron-builder asks of it, `-s dir -t deb|rpm`,
// with dpkg-deb and rpmbuild.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildDeb } from './build-deb.mjs'
import { buildRpm } from './build-rpm.mjs'

const withoutValue = new Set(['--force', '--debug'])

/** Reads fpm's arguments: options, each with all its values, and `source=target` mappings. */
function readArguments(args) {
  const options = new Map()
  const mappings = []
  const rest = [...args]
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (withoutValue.has(argument)) continue
    if (!argument.startsWith('-')) {
      mappings.push(argument)
      continue
    }
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1
    const name = equals < 0 ? argument : argument.slice(0, equals)
    const value = equals < 0 ? (rest.shift() ?? '') : argument.slice(equals + 1)
    options.set(name, [...(options.get(name) ?? []), value])
  }
  return { options, mappings }
}

/** Lays the files out as they will be installed. A source that ends in a slash means what is in that folder. */
function layOut(mappings, root) {
  for (const mapping of mappings) {
    const equals = mapping.lastIndexOf('=')
    const source = mapping.slice(0, equals)
    const target = join(root, mapping.slice(equals + 1))
    mkdirSync(source.endsWith('/') ? target : dirname(target), { recursive: true })
    if (source.endsWith('/')) {
      execFileSync('cp', ['-a', `${source}.`, target])
    } else {
      cpSync(source, target)
      chmodSync(target, 0o644)
    }
  }
  // Whatever the umask was: all may read, only root may write.
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root])
}

const { options, mappings } = readArguments(process.argv.slice(2))
const all = (name) => options.get(name) ?? []
const last = (name) => all(name).at(-1)
const workshop = mkdtempSync(join(tmpdir(), 'fpm-stand-in-'))
try {
  const root = join(workshop, 'root')
  mkdirSync(root)
  layOut(mappings, root)
  // Of a deb's description the first line is the summary; an rpm's summary comes by itself.
  const rpmSummary = last('--rpm-summary')
  const lines = (last('--description') ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const parts = {
    root,
    workshop,
    output: last('--package'),
    name: last('--name'),
    version: last('--version'),
    iteration: last('--iteration'),
    architecture: last('--architecture'),
    license: last('--license') ?? 'unknown',
    vendor: last('--vendor'),
    maintainer: last('--maintainer'),
    homepage: last('--url'),
    category: last('--category') ?? 'default',
    priority: last('--deb-priority') ?? 'optional',
    summary: rpmSummary ?? lines[0] ?? last('--name'),
    description: rpmSummary === undefined ? lines.slice(1) : lines,
    changelog: last(`--${last('-t')}-changelog`),
    ownedFolders: all('--directories'),
    depends: all('-d'),
    recommends: all('--deb-recommends'),
    afterInstall: last('--after-install'),
    afterRemove: last('--after-remove'),
    compression: last('--deb-compression') ?? 'xz',
    level: process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL,
  }
  const type = last('-t')
  if (type === 'deb') buildDeb(parts)
  else if (type === 'rpm') buildRpm(parts)
  else throw new Error(`The stand-in for fpm can't make ${type}.`)
} finally {
  rmSync(workshop, { recursive: true, force: true })
}
