import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The folders of a user who has never used this machine before. */
export interface Home {
  readonly root: string
  readonly config: string
  readonly runtime: string
  /** What a program needs to live here, and nothing of the real user's session. */
  readonly env: NodeJS.ProcessEnv
  remove(): void
}

const sessionVariable =
  /^(XDG_|DBUS_|DISPLAY$|WAYLAND_|GNOME_|GTK_|KDE_|DESKTOP_|SESSION_MANAGER$|XAUTHORITY$|LANG$|LANGUAGE$|LC_)/

/** Makes the folders below the system's temporary one. */
export function makeHome(base: NodeJS.ProcessEnv = process.env): Home {
  // Short on purpose: the path of a socket may have no more than 107 characters.
  const root = mkdtempSync(path.join(os.tmpdir(), 'tidings-desktop-'))
  const below = (name: string) => path.join(root, name)
  const folders = {
    config: below('config'),
    runtime: below('run'),
    data: below('data'),
    cache: below('cache'),
  }
  // Private, or the runtime folder is refused by its users.
  for (const folder of [...Object.values(folders), below('state'), below('home')]) mkdirSync(folder, 0o700)
  const kept = Object.entries(base).filter(([name]) => !sessionVariable.test(name))
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(kept),
    HOME: below('home'),
    XDG_CONFIG_HOME: folders.config,
    XDG_DATA_HOME: folders.data,
    XDG_CACHE_HOME: folders.cache,
    XDG_STATE_HOME: below('state'),
    XDG_RUNTIME_DIR: folders.runtime,
    XDG_CURRENT_DESKTOP: 'XFCE',
    XDG_SESSION_TYPE: 'x11',
    // No language of anybody's: what tests read is the same everywhere.
    LANG: 'C.UTF-8',
    // No accessibility bus: it would be started on demand and outlive the desktop.
    NO_AT_BRIDGE: '1',
    GTK_A11Y: 'none',
    // The compositor's and GTK's drawing stays off whatever graphics card there is.
    LIBGL_ALWAYS_SOFTWARE: '1',
  }
  return {
    root,
    config: folders.config,
    runtime: folders.runtime,
    env,
    // What the bus has started ends after it and writes its last then, on a busy machine seconds later.
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }),
  }
}
