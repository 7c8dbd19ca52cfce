import { dirname, join } from 'node:path'
import { app } from 'electron'
import { runApp } from './app.ts'
import { appArguments } from './cli/app-arguments.ts'
import { parseArguments, usage } from './cli/parse-arguments.ts'
import { answerHistory, answerStatus } from './cli/run-command.ts'
import { storageProblem } from './platform/files/storage-problem.ts'
import { readToken, tokenOrigin } from './platform/files/token-file.ts'
import { createUserDataDir } from './platform/files/user-data-dir.ts'
import { hasDisplay } from './platform/system/display.ts'
import { becomeInstance, isRunning, quitRunningInstance } from './platform/system/instance.ts'
import { catchLinks } from './platform/system/links.ts'
import { printOut } from './platform/system/print-out.ts'
import { registerAppScheme } from './platform/window/app-protocol.ts'

/** As in electron-builder.yml. */
const appId = 'example.tidings.app'

/** Prints and ends: no window, no display and no network are needed for that. */
function end(exitCode: number, output: string, error = ''): void {
  process.stderr.write(error, () => process.stdout.write(output, () => app.exit(exitCode)))
}

const request = parseArguments(
  appArguments(process.argv, app.isPackaged ? null : app.getAppPath()),
  process.env,
)

if ('options' in request && request.options.userDataDir !== null) {
  app.setPath('userData', request.options.userDataDir)
}
// Windows shows no toast of an app that it can't tell by this name; the installer's shortcut carries the same.
if (process.platform === 'win32') app.setAppUserModelId(app.isPackaged ? appId : process.execPath)
const historyFile = join(app.getPath('userData'), 'history.db')

switch (request.kind) {
  case 'wrong':
    end(2, '', `tidings: ${request.reason}\n`)
    break
  case 'help':
    end(0, usage)
    break
  case 'version':
    end(0, `${app.getVersion()}\n`)
    break
  case 'history':
    void answerHistory(request, historyFile, printOut).then(({ exitCode, output, error }) =>
      end(exitCode, output, error),
    )
    break
  case 'status':
    void isRunning().then((running) => {
      const answer = answerStatus(request, historyFile, {
        isRunning: running,
        now: Date.now(),
        storageProblem: storageProblem(dirname(historyFile)),
      })
      end(answer.exitCode, answer.output, answer.error)
    })
    break
  case 'quit':
    void quitRunningInstance().then((ended) =>
      ended
        ? end(0, '')
        : end(1, '', 'tidings: the running app did not end in time. Try again, or end its process.\n'),
    )
    break
  case 'show':
  case 'link':
  case 'run': {
    const token = tokenOrigin(request.options.tokenFile, process.env.TIDINGS_TOKEN)
    const read = readToken(token)
    const link = request.kind === 'link' ? request.link : null
    // A link opens the window itself, if anything comes of it.
    const hidden = link !== null || (request.kind === 'run' && request.hidden)
    const wish =
      link === null ? ({ type: hidden ? 'stay' : 'show' } as const) : ({ type: 'link', link } as const)
    const noPlace = createUserDataDir(dirname(historyFile))
    if (read.kind === 'failed') end(2, '', `tidings: ${read.reason}\n`)
    else if (noPlace !== null) end(1, '', `tidings: ${noPlace}\n`)
    else if (!becomeInstance(wish)) end(0, '')
    else if (!hasDisplay(process.platform, process.env))
      end(1, '', 'tidings: There is no display. Start Tidings in a desktop session, or set DISPLAY.\n')
    else {
      registerAppScheme()
      const links = catchLinks()
      const { source } = request.options
      void app.whenReady().then(() => runApp({ source, token, hidden, historyFile, links, startLink: link }))
    }
  }
}
