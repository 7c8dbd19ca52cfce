import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { waitFor } from '../wait-for.ts'
import type { BusClient } from './bus-client.ts'
import { writeDunstSettings } from './dunst-settings.ts'
import type { Home } from './home.ts'
import type { DesktopProcess, Processes } from './processes.ts'
import { watcherName } from './tray.ts'

const run = promisify(execFile)

/** What the programs of a desktop session share. */
export interface Session {
  readonly home: Home
  readonly env: NodeJS.ProcessEnv
  readonly bus: BusClient
  readonly processes: Processes
}

/** The store that window manager and panel read their settings from. */
export async function startSettings({ bus, env, processes }: Session): Promise<void> {
  const daemon = processes.start(await programOfService('org.xfce.Xfconf'), [], env)
  await ready(daemon, 'the settings daemon', () => bus.owned('org.xfce.Xfconf'))
}

export async function startWindowManager({ env, processes }: Session): Promise<void> {
  // Its compositor draws black where the wallpaper should be as soon as that is painted after its start.
  const manager = processes.start('xfwm4', ['--compositor=off'], env)
  await ready(manager, 'the window manager', async () => {
    const { stdout } = await run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'], { env })
    return stdout.includes('window id')
  })
}

/** The panel with its tray; ready when it is on the screen and takes icons in. */
export async function startPanel({ bus, env, processes }: Session): Promise<void> {
  const panel = processes.start('xfce4-panel', ['--disable-wm-check'], env)
  const watcher = { service: watcherName, path: '/StatusNotifierWatcher', interface: watcherName }
  await ready(panel, 'the tray', () => bus.property(watcher, 'IsStatusNotifierHostRegistered'))
  await ready(panel, 'the panel on the screen', async () => {
    const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--class', 'xfce4-panel'], { env })
    return stdout.trim() !== ''
  })
}

export type NotificationDaemon = 'dunst' | 'xfce4-notifyd' | 'mate-notification-daemon'

export async function startNotificationDaemon(
  { bus, env, home, processes }: Session,
  name: NotificationDaemon,
): Promise<void> {
  const [program, ...args] =
    name === 'dunst'
      ? ['dunst', '-conf', await writeDunstSettings(home.config)]
      : [
          await programOfService(
            name === 'xfce4-notifyd'
              ? 'org.xfce.xfce4-notifyd.Notifications'
              : 'org.freedesktop.mate.Notifications',
          ),
        ]
  const daemon = processes.start(program, args, env)
  await ready(daemon, 'the notification daemon', () => bus.owned('org.freedesktop.Notifications'))
}

/** A keychain that is unlocked, as after signing in; without one a desktop can't store secrets. */
export async function startKeyring({ bus, env, processes }: Session): Promise<void> {
  // It takes the password from its input.
  const command = "printf 'virtual' | gnome-keyring-daemon --foreground --unlock --components=secrets"
  const keyring = processes.start('sh', ['-c', command], env)
  await ready(keyring, 'the keyring', () => bus.owned('org.freedesktop.secrets'))
}

async function ready(program: DesktopProcess, what: string, check: () => Promise<unknown>): Promise<void> {
  await Promise.race([waitFor(what, check), program.failed])
}

/** The program of a service of the session bus. Its place differs between architectures; the service file knows it. */
export async function programOfService(name: string): Promise<string> {
  const service = await readFile(`/usr/share/dbus-1/services/${name}.service`, 'utf8')
  const program = /^Exec=(.+)$/m.exec(service)?.[1]
  if (program === undefined) throw new Error(`The service ${name} names no program.`)
  return program
}
