import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { aptInstall, installCommand, missingPackages } from './apt.ts'

const run = promisify(execFile)

/** Debian's names for what Electron links against, and for the desktop that stands in for a screen. */
export const desktopPackages: readonly string[] = [
  // Electron
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxkbcommon0',
  'libcups2',
  'libnotify4',
  'libsecret-1-0',
  'at-spi2-core',
  // The desktop
  'xvfb',
  'dbus',
  'dbus-x11',
  'dunst',
  'xfce4-notifyd',
  'mate-notification-daemon',
  'xfce4-panel',
  'xfwm4',
  'gnome-keyring',
  'python3-dbusmock',
  // Programs that inspect and operate it
  'imagemagick',
  'xdotool',
  'x11-utils',
  'libglib2.0-bin',
  'libfaketime',
  // What it is drawn with
  'fonts-dejavu-core',
  'fonts-noto-color-emoji',
  'fonts-noto-core',
  'fonts-noto-cjk',
  'adwaita-icon-theme',
]

/** What stands between client and server in real networks. Where it can't be installed its tests are skipped. */
export const networkPackages: readonly string[] = ['nginx', 'tinyproxy-bin', 'libnss3-tools', 'openssl']

/** `failed` carries `advice`: the one thing a person has to do before trying again. */
export type PackagesOutcome =
  | { readonly kind: 'present' }
  | { readonly kind: 'installed'; readonly packages: readonly string[] }
  | { readonly kind: 'failed'; readonly packages: readonly string[]; readonly advice: string }

/**
 * Sees to it that the packages are there. Installs them when allowed to (root on Debian or a relative),
 * otherwise says which command to run; nothing is ever installed through sudo.
 */
export async function ensurePackages(
  report: (line: string) => void = console.log,
  packages: readonly string[] = desktopPackages,
): Promise<PackagesOutcome> {
  if (!(await isDebianLike())) {
    const advice = `The virtual desktop needs Debian or Ubuntu; install by your own means: ${packages.join(' ')}`
    return (await hasCommands()) ? { kind: 'present' } : { kind: 'failed', packages, advice }
  }
  const missing = await missingPackages(packages)
  if (missing.length === 0) return { kind: 'present' }
  if (process.getuid?.() !== 0) {
    return {
      kind: 'failed',
      packages: missing,
      advice: `Debian packages are missing. Install them, then start this again:\n  ${await installCommand(missing)}`,
    }
  }
  report(`Installing ${missing.length} Debian packages (about 20 s): ${missing.join(' ')} …`)
  const trouble = await aptInstall(missing)
  if (trouble === undefined) return { kind: 'installed', packages: missing }
  const advice = `apt-get failed: ${trouble}\nRun this by hand:\n  ${await installCommand(missing)}`
  return { kind: 'failed', packages: missing, advice }
}

async function isDebianLike(): Promise<boolean> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release)
}

async function hasCommands(): Promise<boolean> {
  const needed = ['Xvfb', 'dbus-daemon', 'dunst', 'xfce4-panel', 'xfwm4', 'import', 'xprop', 'setpriv']
  const found = await Promise.allSettled(needed.map((name) => run('sh', ['-c', `command -v ${name}`])))
  return found.every((result) => result.status === 'fulfilled')
}
