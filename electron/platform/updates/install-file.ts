import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A downloaded file, and what was signed about it. The file lies where other programs of the user can change it. */
export interface DownloadedFile {
  readonly path: string
  /** In bytes. */
  readonly size: number
  /** In base64. */
  readonly sha512: string
}

const bufferBytes = 1024 * 1024

/**
 * Reads a file to its end and hands on what it read.
 *
 * @throws Error when it is not the file that was signed; what was handed on must then not be used
 */
export function readChecked(file: DownloadedFile, onBytes: (bytes: Buffer) => void = () => {}): void {
  // Not through a link, and never waiting for a writer, as for a named pipe.
  const input = openSync(file.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const hash = createHash('sha512')
    const buffer = Buffer.alloc(bufferBytes)
    const status = fstatSync(input)
    if (!status.isFile() || status.size !== file.size) throw changedError(file)
    for (;;) {
      const length = readSync(input, buffer)
      if (length === 0) break
      const bytes = buffer.subarray(0, length)
      hash.update(bytes)
      onBytes(bytes)
    }
    if (hash.digest('base64') !== file.sha512) throw changedError(file)
  } finally {
    closeSync(input)
  }
}

/**
 * Puts an AppImage in the place of another. What is written is what was hashed, not a file that is looked up again; until
 * that is complete and proven, the old one stays.
 *
 * @returns the path of the new one: a name with a version in it follows the version, a name the user chose stays
 * @throws Error
 */
export function replaceAppImage(file: DownloadedFile, oldPath: string): string {
  const hasVersion = /\d+\.\d+\.\d+/.test(basename(oldPath))
  const newPath = hasVersion ? join(dirname(oldPath), basename(file.path)) : oldPath
  const unfinished = `${newPath}.part`
  rmSync(unfinished, { force: true })
  const output = openSync(unfinished, 'wx', 0o755)
  try {
    readChecked(file, (bytes) => writeSync(output, bytes))
    fsyncSync(output)
    renameSync(unfinished, newPath)
  } finally {
    closeSync(output)
    rmSync(unfinished, { force: true })
  }
  if (newPath !== oldPath) rmSync(oldPath)
  rmSync(file.path, { force: true })
  return newPath
}

/**
 * Runs as root, with the file, its size, its checksum (hexadecimal) and the kind of package as arguments. Between the
 * question for a password and the answer another program of the user could exchange the file; so root copies it to where
 * only root can write, and checks and installs that copy. A newer version that was installed meanwhile stays.
 */
const installScript = `
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
copy="$folder/tidings.$4"
timeout 60 head -c "$2" -- "$1" > "$copy"
printf '%s  %s\\n' "$3" "$copy" | sha512sum --check --status || { echo 'the file is not the one that was signed' >&2; exit 65; }
# What the package's own scripts write is for everybody.
umask 022
if [ "$4" = deb ]; then
  dpkg --refuse-downgrade --install "$copy" || apt-get install --fix-broken --yes
elif command -v zypper > /dev/null; then
  zypper --non-interactive --no-refresh install --allow-unsigned-rpm "$copy"
elif command -v dnf > /dev/null; then
  dnf install --nogpgcheck --assumeyes "$copy"
elif command -v yum > /dev/null; then
  yum install --nogpgcheck --assumeyes "$copy"
else
  rpm --upgrade "$copy"
fi
`

/**
 * Installs a package as root; the desktop asks the user for a password.
 *
 * @throws Error with what was printed
 */
export function installPackage(file: DownloadedFile, kind: 'deb' | 'rpm'): void {
  // Nobody is asked for a password in vain.
  readChecked(file)
  const sha512 = Buffer.from(file.sha512, 'base64').toString('hex')
  const asRoot = process.getuid?.() === 0 ? [] : ['pkexec', '--disable-internal-agent']
  const script = ['/bin/sh', '-c', installScript, 'sh', file.path, String(file.size), sha512, kind]
  const [program = '', ...args] = [...asRoot, ...script]
  // A file, not a pipe: if this process ends meanwhile, the package manager can go on writing, and finishes its work.
  const outputPath = `${file.path}.log`
  const output = openSync(outputPath, 'w', 0o600)
  try {
    const { error, status } = spawnSync(program, args, { stdio: ['ignore', output, output] })
    if (error !== undefined) throw error
    if (status !== 0)
      throw new Error(`${program} ended with ${status}: ${readFileSync(outputPath, 'utf8').trim()}`)
  } finally {
    closeSync(output)
    rmSync(outputPath, { force: true })
  }
  rmSync(file.path, { force: true })
}

function changedError({ path }: DownloadedFile): Error {
  return new Error(`${path} is not the file that was signed`)
}
