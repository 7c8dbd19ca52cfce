import { join } from 'node:path'
import { app } from 'electron'
import { answerHistory, answerStatus } from './answer.ts'
import { ownArguments } from './cli/own-arguments.ts'
import { parseArguments, usage } from './cli/parse-arguments.ts'
import { registerAppScheme } from './desktop/app-protocol.ts'
import { becomeInstance, isRunning, untilEnded } from './desktop/instance.ts'
import { readToken, tokenOrigin } from './desktop/token.ts'
import { runApp } from './run-app.ts'

/** Prints and ends: no window, no display and no network are needed for that. */
function end(exitCode: number, output: string, error = ''): void {
  process.stderr.write(error, () => process.stdout.write(output, () => app.exit(exitCode)))
}

const request = parseArguments(
  ownArguments(process.argv, app.isPackaged ? null : app.getAppPath()),
  process.env,
)

if ('options' in request && request.options.userDataDir !== null) {
  app.setPath('userData', request.options.userDataDir)
}
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
  case 'history': {
    const answer = answerHistory(request, historyFile)
    end(answer.exitCode, answer.output, answer.error)
    break
  }
  case 'status': {
    const answer = answerStatus(request, historyFile, isRunning(), Date.now())
    end(answer.exitCode, answer.output, answer.error)
    break
  }
  case 'quit':
    void untilEnded().then((ended) =>
      ended
        ? end(0, '')
        : end(1, '', 'tidings: the running app did not end in time. Try again, or end its process.\n'),
    )
    break
  case 'show':
  case 'run': {
    const token = tokenOrigin(request.options.tokenFile, process.env.TIDINGS_TOKEN)
    const read = readToken(token)
    const hidden = request.kind === 'run' && request.hidden
    if (read.kind === 'failed') end(2, '', `tidings: ${read.reason}\n`)
    else if (!becomeInstance({ type: hidden ? 'stay' : 'show' })) end(0, '')
    else {
      registerAppScheme()
      void app.whenReady().then(() => runApp({ source: request.options.source, token, hidden, historyFile }))
    }
  }
}
