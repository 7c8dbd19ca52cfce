// Before anything else: libraries read the environment when they are loaded.
import './platform/system/clean-environment.ts'
import { url as inspectorAddress } from 'node:inspector'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { app } from 'electron'
import { createClientCertificates } from './certificates/client-certificates.ts'
import { type FollowDeps, runFollow, runWait } from './cli/follow.ts'
import { type CommandCipher, commandCipher, isEncrypted } from './cli/history-cipher.ts'
import { appArguments, parseArguments, type Request } from './cli/parse-arguments.ts'
import { type CommandResult, failure, runHistory, runStatus, success } from './cli/run-command.ts'
import { usage } from './cli/usage.ts'
import { runDoctor } from './doctor/run-doctor.ts'
import { createHistoryKeys, historyKeySchema } from './history/history-key.ts'
import { makeFilesPrivate, writePrivately } from './platform/files/private-files.ts'
import { createTokenReader } from './platform/files/token-file.ts'
import { watchFile } from './platform/files/watch-file.ts'
import { writeFileInPieces } from './platform/files/write-file.ts'
import { answerCertificateRequests, canChooseCertificates } from './platform/network/certificate-requests.ts'
import { newMark } from './platform/network/doctor-network.ts'
import { createNetwork } from './platform/network/network.ts'
import { environmentLogins } from './platform/network/proxy-login.ts'
import { readSystemPolicy } from './platform/policy/system-policy.ts'
import { systemClock } from './platform/system/clock.ts'
import { runInCommandProcess } from './platform/system/command-process.ts'
import { takeOwnVariables } from './platform/system/environment.ts'
import { historyKeyParts } from './platform/system/history-key-parts.ts'
import {
  becomeInstance,
  type InstanceMessage,
  isRunning,
  quitRunningInstance,
} from './platform/system/instance.ts'
import { interruptSignal } from './platform/system/interrupt.ts'
import { print, printAndExit } from './platform/system/print.ts'
import { ignoreStreamErrors } from './platform/system/standard-streams.ts'
import { createUserDataDir, hasDisplay, storageProblem } from './platform/system/start-checks.ts'
import { collectLinks } from './platform/system/system-events.ts'
import { identifyToWindows } from './platform/system/windows-identity.ts'
import { registerAppScheme } from './platform/window/app-protocol.ts'
import { managedBy } from './policy/policy.ts'
import { runApp } from './run-app.ts'
import type { FieldCipher } from './store/field-cipher.ts'

ignoreStreamErrors()
const usersUmask = writePrivately()
const variables = takeOwnVariables(process.env)

// Who can attach a debugger to the main process gains nothing by Chromium's switches. A release refuses to be debugged.
const isForDevelopers = !app.isPackaged || inspectorAddress() !== undefined
const request = parseArguments(
  appArguments(process.argv, app.isPackaged ? null : app.getAppPath()),
  variables,
  isForDevelopers,
)

// What is asked in a terminal is answered alone: Chromium reports there every bus that it does not find.
if (request.kind !== 'run' && request.kind !== 'link') app.commandLine.appendSwitch('log-level', '3')

if ('options' in request && request.options.userDataDir !== null) {
  app.setPath('userData', request.options.userDataDir)
}
identifyToWindows({ app, platform: process.platform, program: process.execPath })
const dataFolder = app.getPath('userData')
const historyFile = join(dataFolder, 'history.db')

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
    await withCipher((cipher) => runHistory(request, historyFile, print, cipher))
    break
  case 'status':
    void isRunning(dataFolder).then((running) => {
      const problem = storageProblem(dataFolder)
      const context = { isRunning: running, now: Date.now(), storageProblem: problem }
      printAndExit(runStatus(request, historyFile, context))
    })
    break
  case 'follow':
    await withCipher((cipher) => runFollow(request, followDeps(cipher)))
    break
  case 'wait':
    await withCipher((cipher) => runWait(request, followDeps(cipher)))
    break
  case 'doctor': {
    const exitCode = await runInCommandProcess({ ...variables })
    if (exitCode === null) void startDoctor(request)
    else app.exit(exitCode)
    break
  }
  case 'quit':
    void quitRunningInstance(dataFolder).then((hasQuit) => {
      const problem = 'the running app did not quit in time. Try again, or end its process.'
      printAndExit(hasQuit ? success('') : failure(1, problem))
    })
    break
  case 'show':
  case 'link':
  case 'run':
    void startOrForward(request)
    break
}

/**
 * Runs a command that reads what items say. For a history that is encrypted that needs the keychain, and thus Chromium,
 * which starts on Linux without a display only in a process of its own.
 */
async function withCipher(run: (cipher: FieldCipher | null) => Promise<CommandResult>): Promise<void> {
  if (isEncrypted(historyFile)) {
    const exitCode = process.platform === 'linux' ? await runInCommandProcess({ ...variables }) : null
    if (exitCode !== null) return app.exit(exitCode)
  }
  void readCipher().then(async (found) =>
    printAndExit(found.kind === 'failed' ? found.result : await run(found.cipher)),
  )
}

function readCipher(): Promise<CommandCipher> {
  return commandCipher(historyFile, async () => {
    await app.whenReady()
    const log = { warn: () => {}, error: () => {} }
    return createHistoryKeys({ ...historyKeyParts(dataFolder, historyKeySchema), log })
  })
}

function followDeps(cipher: FieldCipher | null): FollowDeps {
  const signal = interruptSignal()
  return {
    file: historyFile,
    cipher,
    isRunning: () => isRunning(dataFolder),
    print,
    warn: (text) => void process.stderr.write(`tidings: ${text}\n`),
    delay: (ms) => setTimeout(ms, undefined, { signal }).catch(() => {}),
    signal,
  }
}

async function startDoctor(request: Extract<Request, { readonly kind: 'doctor' }>) {
  const { source, tokenFile } = request.options
  // A token that comes with a server is for that server.
  const isOwnToken = source === null || source.url.origin === request.url.origin
  const read = isOwnToken ? createTokenReader(tokenFile, variables.TIDINGS_TOKEN)?.() : undefined
  if (read?.kind === 'failed') return printAndExit(failure(2, read.reason))
  await app.whenReady()
  // It names the trouble; no certificate is chosen for a command.
  const certificates = createClientCertificates({
    isSupported: canChooseCertificates(process.versions.electron),
    stored: () => [],
    store: () => {},
    clock: systemClock,
    onChange: () => {},
  })
  answerCertificateRequests(app, certificates.select)
  const { guard } = certificates
  const result = await runDoctor(request, {
    token: read?.token ?? null,
    network: createNetwork({ beginAttempt: environmentLogins(process.env), guard }).doctor,
    clock: systemClock,
    mark: newMark(),
    writeFile: (path, text) => writeFileInPieces(path, [text]),
    signal: interruptSignal(),
  })
  printAndExit(result)
}

/** Starts the app, or sends the request to the running instance. */
async function startOrForward(request: Extract<Request, { readonly kind: 'run' | 'show' | 'link' }>) {
  const readToken = createTokenReader(request.options.tokenFile, variables.TIDINGS_TOKEN)
  const token = readToken?.()
  if (token?.kind === 'failed') return printAndExit(failure(2, token.reason))
  const folderProblem = createUserDataDir(dataFolder)
  if (folderProblem !== null) return printAndExit(failure(1, folderProblem))
  makeFilesPrivate(dataFolder)

  const startLink = request.kind === 'link' ? request.link : null
  // A link opens the window itself, if it has any effect.
  const hidden = startLink !== null || (request.kind === 'run' && request.hidden)
  const message: InstanceMessage =
    startLink === null ? { type: hidden ? 'none' : 'show' } : { type: 'link', link: startLink }
  // Before anything is awaited, because the app may become ready meanwhile.
  registerAppScheme()
  const onLink = collectLinks()
  const instance = await becomeInstance(dataFolder, message)
  if (instance.kind === 'forwarded') return printAndExit(success(''))
  if (!hasDisplay(process.platform, process.env)) {
    const problem = 'There is no display. Start Tidings in a desktop session, or set DISPLAY.'
    return printAndExit(failure(1, problem))
  }

  const { source, tokenFile } = request.options
  const watchToken = (onChange: () => void) =>
    tokenFile === null ? () => {} : watchFile(tokenFile, onChange)
  const cliOverride = { source, readToken, watchToken }
  // An update is installed after this, when the process ends.
  app.once('quit', () => process.umask(usersUmask))
  const [policy] = await Promise.all([readSystemPolicy(process.platform), app.whenReady()])
  const onInstanceMessage = instance.onMessage
  const managed = managedBy(policy)
  runApp({ historyFile, cliOverride, managed, hidden, onLink, startLink, onInstanceMessage, usersUmask })
}
