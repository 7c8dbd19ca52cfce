import { createDeepLinkHandler, type DeepLinkDeps } from './deep-links/deep-links.ts'
import type { I18n } from './i18n/i18n.ts'
import type { Clock } from './model/clock.ts'
import type { Settings } from './model/settings.ts'
import type { Source } from './model/source.ts'
import type { SessionBus } from './platform/dbus/session-bus.ts'
import { missingDesktopSupport } from './platform/system/desktop-support.ts'
import type { CaughtLinks } from './platform/system/links.ts'
import { ask, claimLinks } from './platform/system/links.ts'
import type { Log } from './platform/system/log.ts'
import { setStartAtLogin } from './platform/system/login-item.ts'
import { createUpdater } from './platform/system/updater.ts'
import { createUpdateNotice } from './updates/update-notice-file.ts'
import { startUpdateScheduler } from './updates/update-scheduler.ts'

export interface SettleInOptions extends Omit<DeepLinkDeps, 'askToConnect' | 'onRefused'> {
  /** The link that the app was started with; null: none. */
  readonly link: string | null
  readonly links: CaughtLinks
  readonly bus: SessionBus
  /** Where what the app writes is kept. */
  readonly folder: string
  readonly settings: () => Settings
  readonly i18n: () => I18n
  /** Something is being downloaded for the user. */
  readonly isBusy: () => boolean
  /** Shows a toast that says that this version is ready to be installed. */
  readonly tellOfUpdate: (version: string) => void
  readonly clock: Clock
  readonly log: Log
}

/** What makes the app at home in the system: its links, its start at login, its updates. */
export interface Settled {
  /** Does what a `tidings:` link asks for, if anything. */
  readonly follow: (link: string) => void
  readonly settingsChanged: () => void
  readonly stop: () => void
}

/** The app must be ready. */
export function settleIn(options: SettleInOptions): Settled {
  const { clock, log, settings, i18n } = options

  const askToConnect = ({ url }: Source): Promise<boolean> => {
    const { t } = i18n()
    return ask({
      title: t('link.connect-title'),
      message: t('link.connect-message', { origin: url.origin }),
      detail: t('link.connect-detail', { address: url.href }),
      yes: t('link.connect-yes'),
      no: t('link.connect-no'),
    })
  }
  const follow = createDeepLinkHandler({
    ...options,
    askToConnect,
    onRefused: (reason) => log.warn(`A link was not followed: ${reason}.`),
  })
  void missingDesktopSupport(process.platform, process.env, options.bus).then((missing) =>
    missing.forEach(log.warn),
  )
  claimLinks()
  options.links.onLink(follow)
  if (options.link !== null) follow(options.link)

  // Off is the system's own state until it was on: what another installation has set up stays.
  let startsAtLogin = false
  const followLogin = () => {
    const { startAtLogin } = settings()
    if (startAtLogin === startsAtLogin) return
    startsAtLogin = startAtLogin
    try {
      setStartAtLogin(startAtLogin)
    } catch (error) {
      log.error('The start at login could not be set up', error)
    }
  }
  followLogin()

  const updater = createUpdater(log, (path) => {
    if (startsAtLogin) setStartAtLogin(true, path)
  })
  const told = createUpdateNotice(options.folder, log)
  const updates = startUpdateScheduler({
    fetchNewer: updater.fetchNewer,
    isWanted: () => settings().updates,
    isBusy: options.isBusy,
    toldOf: told.version,
    tell: (version) => {
      told.remember(version)
      options.tellOfUpdate(version)
    },
    onFailed: (reason) => log.warn(`Looking for updates failed: ${reason}`),
    forget: updater.forget,
    clock,
    random: Math.random,
    firstLookMs: soonerLookMs(process.env.TIDINGS_UPDATES_AFTER),
  })

  return {
    follow,
    settingsChanged: () => {
      followLogin()
      updates.settingsChanged()
    },
    stop: updates.stop,
  }
}

/** Seconds after the start, for whoever tries out an update server and would not wait; null: as usual. */
function soonerLookMs(seconds: string | undefined): number | null {
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null
}
