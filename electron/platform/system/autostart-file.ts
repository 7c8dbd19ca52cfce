import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/**
 * The path of the desktop entry that starts the app at login
 * (https://specifications.freedesktop.org/autostart-spec/latest/).
 */
export function autostartFile(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const config = env.XDG_CONFIG_HOME
  // The specification says that a relative path is ignored.
  const folder = config !== undefined && isAbsolute(config) ? config : join(home, '.config')
  return join(folder, 'autostart', 'tidings.desktop')
}

/**
 * Writes the file, unless it has this command already: the user may have disabled the entry, which must not be undone.
 *
 * @param command the program and its arguments
 */
export function writeAutostart(file: string, command: readonly string[]): void {
  const exec = `Exec=${execValue(command)}`
  if (read(file)?.split('\n').includes(exec) === true) return
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  writeFileSync(
    file,
    `[Desktop Entry]
Type=Application
Version=1.0
Name=Tidings
${exec}
Icon=tidings
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`,
  )
}

export function removeAutostart(file: string): void {
  rmSync(file, { force: true })
}

/** The command in the syntax of desktop entries: quoted, then escaped like any text there, with `%` doubled. */
function execValue(command: readonly string[]): string {
  const quoted = command.map((word) => `"${word.replace(/["`$\\]/g, '\\$&')}"`).join(' ')
  return quoted
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replaceAll('%', '%%')
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
