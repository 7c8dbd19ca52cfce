import { dirname, join } from 'node:path'
import { app, dialog } from 'electron'
import { type App, type AppOptions, startApp } from './app.ts'
import { appArguments, parseArguments, type Request, usage } from './cli/parse-arguments.ts'
import { failure, runHistory, runStatus, success } from './cli/run-command.ts'
import { explainDetail } from './i18n/explain.ts'
import type { I18n } from './i18n/i18n.ts'
import { archiveHistory } from './platform/files/archive-history.ts'
import { createTokenReader } from './platform/files/token-file.ts'
import { createPlatform } from './platform/platform.ts'
import {
  becomeInstance,
  type InstanceMessage,
  isRunning,
  quitRunningInstance,
} from './platform/system/instance.ts'
import { createLog } from './platform/system/log.ts'
import { print, printAndExit } from './platform/system/print.ts'
import { wasStartedAtLogin } from './platform/system/registration.ts'
import { createUserDataDir, hasDisplay, storageProblem } from './platform/system/start-checks.ts'
import { collectLinks } from './platform/system/system-events.ts'
import { registerAppScheme } from './platform/window/app-protocol.ts'
import { disableSpellcheck } from './platform/window/app-window.ts'

/** As in electron-builder.yml. */
const appId = 'example.tidings.app'

type RunOptions = Pick<AppOptions, 'historyFile' | 'cliOverride' | 'hidden' | 'onLink' | 'startLink'>

/** Runs the app until it quits. A damaged history is archived while nothing runs, then the app is started again. */
function runApp(options: RunOptions): void {
  const dataFolder = dirname(options.historyFile)
  const log = createLog(join(dataFolder, 'logs'))
  process.on('uncaughtException', (error) => log.error('Unexpected error', error))
  process.on('unhandledRejection', (error) => log.error('Unexpected error', error))
  disableSpellcheck()

  const tokenMemory = new Map<string, string | null>()
  const firstUpdateCheckMs = secondsAsMs(process.env.TIDINGS_UPDATES_AFTER)
  let running: App | null = null
  const start = (hidden: boolean, startLink: string | null, archivedHistory: string | null) => {
    const platform = createPlatform(dataFolder, log)
    const started = startApp({
      ...{ ...options, platform, log, hidden, startLink, firstUpdateCheckMs, tokenMemory, archivedHistory },
      onHistoryDamaged: () => {
        const wasWindowOpen = running?.isWindowOpen() ?? false
        stop()
        const archivedAs = archiveHistory(options.historyFile, Date.now())
        if (archivedAs === null) log.error('The damaged history could not be archived')
        start(!wasWindowOpen, null, archivedAs)
      },
      onHistoryFailed: (reason, i18n) => showErrorAndExit(reason, i18n, options.historyFile),
    })
    const stop = () => {
      started?.stop()
      platform.bus.close()
    }
    running = started === null ? null : { ...started, stop }
  }
  start(options.hidden || wasStartedAtLogin(), options.startLink, null)
  // The app lives in the tray: closing the window does not quit it.
  app.on('window-all-closed', () => {})
  app.on('will-quit', () => running?.stop())
}

function showErrorAndExit(reason: string, i18n: I18n, file: string): void {
  const text = i18n.t('dialog.not-started-body', { reason: explainDetail(reason, i18n) })
  dialog.showErrorBox(i18n.t('dialog.not-started-title'), `${text}\n\n${file}`)
  app.exit(1)
}

/** For trying out an update server without waiting; null: not set. */
function secondsAsMs(seconds: string | undefined): number | null {
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1_000 : null
}

const request = parseArguments(
  appArguments(process.argv, app.isPackaged ? null : app.getAppPath()),
  process.env,
)

if ('options' in request && request.options.userDataDir !== null) {
  app.setPath('userData', request.options.userDataDir)
}
// Windows shows no notification of an app that it can't identify by this; the installer's shortcut carries the same.
if (process.platform === 'win32') app.setAppUserModelId(app.isPackaged ? appId : process.execPath)
const historyFile = join(app.getPath('userData'), 'history.db')

switch (request.kind) {
  case 'wrong':
    printAndExit(failure(2, request.reason))
    break
  case 'help':
    printAndExit(success(usage))
    break
  case 'version':
    printAndExit(success(`${app.getVersion()}\n`))
    break
  case 'history':
    void runHistory(request, historyFile, print).then(printAndExit)
    break
  case 'status':
    void isRunning().then((running) => {
      const problem = storageProblem(dirname(historyFile))
      const context = { isRunning: running, now: Date.now(), storageProblem: problem }
      printAndExit(runStatus(request, historyFile, context))
    })
    break
  case 'quit':
    void quitRunningInstance().then((hasQuit) => {
      const problem = 'the running app did not quit in time. Try again, or end its process.'
      printAndExit(hasQuit ? success('') : failure(1, problem))
    })
    break
  case 'show':
  case 'link':
  case 'run':
    startOrForward(request)
    break
}

/** Starts the app, or sends the request to the running instance. */
function startOrForward(request: Extract<Request, { readonly kind: 'run' | 'show' | 'link' }>) {
  const readToken = createTokenReader(request.options.tokenFile, process.env.TIDINGS_TOKEN)
  const token = readToken?.()
  if (token?.kind === 'failed') return printAndExit(failure(2, token.reason))
  const folderProblem = createUserDataDir(dirname(historyFile))
  if (folderProblem !== null) return printAndExit(failure(1, folderProblem))

  const startLink = request.kind === 'link' ? request.link : null
  // A link opens the window itself, if it has any effect.
  const hidden = startLink !== null || (request.kind === 'run' && request.hidden)
  const message: InstanceMessage =
    startLink === null ? { type: hidden ? 'none' : 'show' } : { type: 'link', link: startLink }
  if (!becomeInstance(message)) return printAndExit(success(''))
  if (!hasDisplay(process.platform, process.env)) {
    const problem = 'There is no display. Start Tidings in a desktop session, or set DISPLAY.'
    return printAndExit(failure(1, problem))
  }

  registerAppScheme()
  const onLink = collectLinks()
  const cliOverride = { source: request.options.source, readToken }
  void app.whenReady().then(() => runApp({ historyFile, cliOverride, hidden, onLink, startLink }))
}
