import { dirname, join } from 'node:path'
import { app } from 'electron'
import { type App, type AppOptions, startApp } from './app.ts'
import { createHistoryKeys, historyKeySchema, unlock } from './history/history-key.ts'
import { withEnglish } from './i18n/english.ts'
import { explainDetail } from './i18n/explain.ts'
import { explainStartError } from './i18n/explain-start-error.ts'
import { createI18n, type I18n } from './i18n/i18n.ts'
import { chooseLanguage } from './i18n/language.ts'
import type { Log } from './model/log.ts'
import { archiveEncrypted, archiveHistory } from './platform/files/archive-history.ts'
import { createPlatform } from './platform/platform.ts'
import { systemClock } from './platform/system/clock.ts'
import { historyKeyFile, historyKeyParts } from './platform/system/history-key-parts.ts'
import { createLog } from './platform/system/log.ts'
import { readCatalog } from './platform/system/read-catalog.ts'
import { wasStartedAtLogin } from './platform/system/registration.ts'
import { releaseMemory } from './platform/system/release-memory.ts'
import { disableSpellcheck } from './platform/window/app-window.ts'
import { choose, showErrorAndExit } from './platform/window/dialogs.ts'
import { readKeyCheck } from './store/key-check.ts'

/** By then Chromium, too, has done what it puts off when it starts. */
const atRestMs = 12_000

export interface RunOptions
  extends Pick<
    AppOptions,
    'historyFile' | 'cliOverride' | 'managed' | 'hidden' | 'onLink' | 'startLink' | 'onInstanceMessage'
  > {
  /** With which access rights other programs create files that the app starts. */
  readonly usersUmask: number
}

/**
 * Runs the app until it quits. A damaged history is archived while nothing runs, then the app is started again. An app
 * that can't start says why in a dialog and exits: it never goes on half started.
 */
export function runApp(options: RunOptions): void {
  const dataFolder = dirname(options.historyFile)
  const logFolder = join(dataFolder, 'logs')
  const log = createLog(logFolder)
  process.on('uncaughtException', (error) => log.error('Unexpected error', error))
  process.on('unhandledRejection', (error) => log.error('Unexpected error', error))

  const tokenMemory = new Map<string, string | null>()
  const firstUpdateCheckMs = secondsAsMs(process.env.TIDINGS_UPDATES_AFTER)
  let running: App | null = null
  let historyKey: Uint8Array | null = null
  const start = (hidden: boolean, startLink: string | null, archivedHistory: string | null) => {
    const platform = createPlatform(dataFolder, log, options.usersUmask)
    const started = startApp({
      ...{
        ...options,
        platform,
        log,
        hidden,
        startLink,
        firstUpdateCheckMs,
        tokenMemory,
        archivedHistory,
        historyKey,
      },
      onHistoryDamaged: () => {
        const wasWindowOpen = running?.isWindowOpen() ?? false
        stop()
        const archivedAs = archiveHistory(options.historyFile, Date.now())
        if (archivedAs === null) log.error('The damaged history could not be archived')
        startOrExit(!wasWindowOpen, null, archivedAs)
      },
      onHistoryFailed: (reason, i18n) => exitWithoutHistory(reason, i18n, options.historyFile),
    })
    const stop = () => {
      started?.stop()
      platform.bus.close()
      platform.systemBus.close()
    }
    running = started === null ? null : { ...started, stop }
  }
  const startOrExit: typeof start = (...args) => {
    try {
      start(...args)
    } catch (error) {
      log.error('The app could not be started', error)
      const i18n = systemLanguage()
      const text = explainStartError(error, join(logFolder, 'tidings.log'), i18n)
      showErrorAndExit(i18n.t('dialog.not-started-title'), text, i18n.t('tray.quit'))
    }
  }
  disableSpellcheck()
  const firstStart = () => startOrExit(options.hidden || wasStartedAtLogin(), options.startLink, null)
  if (readKeyCheck(options.historyFile) === null) firstStart()
  else {
    void unlockOrAsk(options.historyFile, log).then((key) => {
      if (key === 'quit') return app.exit(1)
      historyKey = key
      firstStart()
    })
  }
  // From now on it has hardly anything to do, for hours.
  systemClock.after(atRestMs, releaseMemory)
  // The app lives in the tray: closing the window does not quit it.
  app.on('window-all-closed', () => {})
  app.on('will-quit', () => running?.stop())
}

/**
 * The key of a history that is encrypted. Without it nothing of that is touched: the user tries again, when the keychain is
 * unlocked, or has it put aside. Null: there is no history that is encrypted any more.
 */
async function unlockOrAsk(file: string, log: Log): Promise<Uint8Array | null | 'quit'> {
  const keyFile = join(dirname(file), historyKeyFile)
  for (;;) {
    const keyCheck = readKeyCheck(file)
    if (keyCheck === null) return null
    const keys = createHistoryKeys({ ...historyKeyParts(dirname(file), historyKeySchema), log })
    const key = await unlock(keyCheck, keys)
    if (key !== null) return key
    const { t } = systemLanguage()
    const answer = await choose(t('dialog.locked-history-title'), t('dialog.locked-history-body', { file }), [
      t('action.try-again'),
      t('dialog.locked-history-empty'),
      t('tray.quit'),
    ])
    if (answer === 2) return 'quit'
    if (answer !== 1) continue
    const archivedAs = archiveEncrypted(file, keyFile, Date.now())
    if (archivedAs === null) log.error('The encrypted history could not be put aside')
    else log.warn(`The encrypted history was put aside as ${archivedAs}`)
  }
}

function exitWithoutHistory(reason: string, i18n: I18n, file: string): void {
  const text = i18n.t('dialog.not-started-body', { reason: explainDetail(reason, i18n) })
  showErrorAndExit(i18n.t('dialog.not-started-title'), `${text}\n\n${file}`, i18n.t('tray.quit'))
}

/** Without settings there is no other. */
function systemLanguage(): I18n {
  const { language, locale } = chooseLanguage('system', app.getPreferredSystemLanguages())
  return createI18n(withEnglish(readCatalog)(language), language, locale)
}

/** For trying out an update server without waiting; null: not set. */
function secondsAsMs(seconds: string | undefined): number | null {
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null
}
