import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const plenty = 256 * 1024 * 1024
const compressors = new Map([
  ['xz', 'xz'],
  ['bzip2', 'xz'],
  ['gz', 'gzip'],
  ['gzip', 'gzip'],
  ['zst', 'zstd'],
  ['none', 'none'],
])

/** Makes a deb of the files below `root`. */
export function buildDeb(parts) {
  const { root } = parts
  layOutChangelog(parts)
  const sizeKib = Number(run('du', ['-sk', '--apparent-size', root]).split(/\s/)[0])
  const checksums = checksumsOf(root)
  const control = join(root, 'DEBIAN')
  mkdirSync(control)
  writeFileSync(join(control, 'control'), controlFile(parts, sizeKib))
  writeFileSync(join(control, 'md5sums'), checksums)
  for (const [script, name] of [
    [parts.afterInstall, 'postinst'],
    [parts.afterRemove, 'postrm'],
  ]) {
    if (script === undefined) continue
    cpSync(script, join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  const compressor = compressors.get(parts.compression) ?? 'xz'
  const level = parts.level === undefined || compressor === 'none' ? [] : [`-z${parts.level}`]
  run('dpkg-deb', ['--root-owner-group', `-Z${compressor}`, ...level, '--build', root, parts.output])
}

function layOutChangelog({ root, name, changelog }) {
  if (changelog === undefined) return
  const folder = join(root, 'usr/share/doc', name)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'changelog.gz')
  writeFileSync(file, gzipSync(readFileSync(changelog), { level: 9 }))
  chmodSync(file, 0o644)
}

function controlFile(parts, sizeKib) {
  const iteration = parts.iteration === undefined ? '' : `-${parts.iteration}`
  const fields = [
    ['Package', parts.name],
    ['Version', `${parts.version}${iteration}`],
    ['Architecture', parts.architecture],
    ['Maintainer', parts.maintainer],
    ['Installed-Size', sizeKib],
    ['Depends', parts.depends.join(', ')],
    ['Recommends', parts.recommends.join(', ')],
    ['Section', parts.category],
    ['Priority', parts.priority],
    ['Homepage', parts.homepage],
    ['Description', parts.summary],
  ]
  const lines = fields
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value}`)
  return `${[...lines, ...parts.description.map((line) => ` ${line}`)].join('\n')}\n`
}

function checksumsOf(root) {
  const names = run('find', ['.', '-type', 'f', '-printf', '%P\\0'], root).split('\0')
  return run('md5sum', names.filter((name) => name !== '').sort(), root)
}

function run(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', maxBuffer: plenty })
}
