import type { BusClient } from './desktop/bus-client.ts'
import { buttonChooser } from './desktop/dunst-settings.ts'
import { type Home, makeHome } from './desktop/home.ts'
import { startMessageBus } from './desktop/message-bus.ts'
import { type ReceivedNotifications, recordNotifications } from './desktop/notifications.ts'
import { onProcessEnd } from './desktop/on-process-end.ts'
import { type Power, startPower } from './desktop/power.ts'
import { openProcesses, type Processes } from './desktop/processes.ts'
import { openScreen } from './desktop/screen.ts'
import {
  type NotificationDaemon,
  startKeyring,
  startNotificationDaemon,
  startPanel,
  startSettings,
  startWindowManager,
} from './desktop/session.ts'
import { openTray, type Tray } from './desktop/tray.ts'
import { paintWallpaper } from './desktop/wallpaper.ts'
import { writeXfceSettings } from './desktop/xfce-settings.ts'
import { waitFor } from './wait-for.ts'

export interface VirtualDesktopOptions {
  /** Width and height in pixels. Default 1280x800. */
  readonly size?: `${number}x${number}`
  /** False leaves the panel out, and the tray with it. */
  readonly panel?: boolean
  /** The notification daemon, or none. Default dunst, the only one that a test can click. */
  readonly notifications?: NotificationDaemon | false
  /** False leaves out the watching of the message bus, which costs time: `notifications` then stays empty. */
  readonly monitor?: boolean
  /** True adds sleep and wake. */
  readonly power?: boolean
  /** True adds a keychain, unlocked. */
  readonly keyring?: boolean
}

/** A private X screen with window manager, panel and notifications, separate from the user's own session. */
export interface VirtualDesktop {
  /** The whole environment for programs that run on it. */
  readonly env: Readonly<Record<string, string>>
  readonly notifications: ReceivedNotifications
  readonly tray: Tray
  /** Undefined unless asked for. */
  readonly power: Power | undefined
  /** Starts the panel now, with the tray: for a desktop without (`panel: false`). */
  startPanel(): Promise<void>
  /** Saves what is on the screen as a PNG; the folder is made when needed. */
  screenshot(file: string): Promise<void>
  /** Ends everything, and removes all files that it wrote. May be called twice. */
  stop(): Promise<void>
}

/**
 * Starts the desktop and resolves when each part is ready. Needs Linux and the packages of packages.ts.
 *
 * @throws Error that names the part that did not start, with its error output; everything else is stopped again
 */
export async function startVirtualDesktop(options: VirtualDesktopOptions = {}): Promise<VirtualDesktop> {
  const home = makeHome()
  const processes = openProcesses()
  const closers: (() => void)[] = [home.remove]
  const cleanUp = () => {
    processes.kill()
    for (const close of closers.splice(0).reverse()) close()
  }
  const unregister = onProcessEnd(cleanUp)
  const stop = async () => {
    await processes.stop()
    cleanUp()
    unregister()
  }
  try {
    return { ...(await start(options, home, processes, closers)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  options: VirtualDesktopOptions,
  home: Home,
  processes: Processes,
  closers: (() => void)[],
): Promise<Omit<VirtualDesktop, 'stop'>> {
  const { size = '1280x800', panel = true, monitor = true, power = false, keyring = false } = options
  const { notifications: daemon = 'dunst' } = options
  const join = async (type: 'session' | 'system'): Promise<{ address: string; client: BusClient }> => {
    const bus = await startMessageBus(type, home.runtime, home.env, processes)
    closers.push(bus.client.close)
    return bus
  }
  const [display, session, system] = await Promise.all([
    startScreen(size, home.env, processes),
    join('session'),
    join('system'),
  ])
  const env = {
    ...home.env,
    DISPLAY: display,
    DBUS_SESSION_BUS_ADDRESS: session.address,
    DBUS_SYSTEM_BUS_ADDRESS: system.address,
  }
  const parts = { home, env, bus: session.client, processes }

  const screen = openScreen(env, Number.parseInt(size, 10))

  await writeXfceSettings(home.config)
  const notifications = await recordNotifications(
    session.address,
    session.client,
    screen,
    buttonChooser(home.config),
    monitor,
  )
  closers.push(notifications.stop)
  await startSettings(parts)
  await Promise.all([
    startWindowManager(parts),
    paintWallpaper(size, home.root, env),
    daemon === false ? undefined : startNotificationDaemon(parts, daemon),
    keyring ? startKeyring(parts) : undefined,
  ])
  // After the window manager, so that the first window already leaves the panel's area free.
  if (panel) await startPanel(parts)

  return {
    env: definedOnly(env),
    notifications,
    tray: openTray(session.client),
    startPanel: () => startPanel(parts),
    power: power ? await startPower(system.client, env, processes) : undefined,
    screenshot: async (file) => {
      const isNotificationDue =
        daemon === 'dunst' && notifications.all().some((notification) => !notification.closed)
      if (isNotificationDue)
        await waitFor('a notification on the screen', async () => (await screen.notificationPositions())[0])
      await screen.screenshot(file)
    },
  }
}

/** Xvfb picks a free display by itself and names it when it is ready. */
async function startScreen(size: string, env: NodeJS.ProcessEnv, processes: Processes): Promise<string> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset', '-dpi', '96']
  return `:${await processes.startAndRead('Xvfb', args, env)}`
}

function definedOnly(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}
