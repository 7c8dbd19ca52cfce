import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '../backend/server.ts'
import { type HistoryLine, openCli, spawnTidings, type TidingsPlace } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'

const title = 'Orders 2026'
const message = 'Your export is ready!'

/**
 * Starts the app as a user does, lets one event arrive, asks by the command line and quits.
 *
 * @param report gets a line for each step that was seen
 * @throws Error that says what did not happen, with what the app has printed
 */
export async function smoke(
  program: Pick<TidingsPlace, 'executable' | 'env' | 'isPacked'>,
  report: (step: string) => void,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-smoke-'))
  const token = randomBytes(24).toString('base64url')
  const backend = await startBackend({ port: 0, token })
  const place: TidingsPlace = {
    ...program,
    env: { ...program.env, TIDINGS_TOKEN: token },
    userDataDir: join(folder, 'profile'),
  }
  const cli = openCli(place)
  const app = spawnTidings(place, ['--server', backend.streamUrl])
  let printed = ''
  for (const stream of [app.stdout, app.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text
    })
  }
  const ended = new Promise<string>((resolve) => {
    app.once('error', (error) => resolve(error.message))
    app.once('exit', (code, signal) => resolve(`exit code ${code ?? signal}`))
  })
  const endedEarly = ended.then((how) => {
    throw new Error(`The app ended: ${how}.`)
  })
  // Nobody waits for it any more once the app was asked to quit.
  endedEarly.catch(() => {})

  try {
    await Promise.race([cli.waitForConnection('open'), endedEarly])
    report('it is connected: --status says open')
    await backend.publish({ type: 'notification', id: 'smoke-1', title, message })
    const item = await Promise.race([arrived(cli.history), endedEarly])
    report(`the event is in the history; its notification: ${item.notification}`)
    expectEqual('what is unread', (await cli.status()).unread, 1)
    expectEqual('the exit code of --show', (await cli.run('--show')).exitCode, 0)

    const quit = await cli.run('--quit')
    expectEqual('the exit code of --quit', quit.exitCode, 0)
    expectEqual('the end of the app', await ended, 'exit code 0')
    report('it has quit by --quit')
    expectEqual('the history without the app', (await cli.history()).length, 1)
    expectEqual(
      'the clients of the backend',
      await waitFor('the end of the stream', () => backend.clients() === 0),
      true,
    )
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\nThe app has printed:\n${printed}`)
  } finally {
    app.kill('SIGKILL')
    await ended
    await backend.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

/** Waits until what becomes of the notification is known, too. */
function arrived(history: () => Promise<readonly HistoryLine[]>): Promise<HistoryLine> {
  return waitFor('the event in --history', async () => {
    const item = (await history()).find(({ id }) => id === 'smoke-1')
    if (item === undefined || item.notification === 'pending') throw new Error(JSON.stringify(item))
    expectEqual('the message', item.message, message)
    return item
  })
}

function expectEqual<Value>(what: string, found: Value, expected: Value): void {
  if (found !== expected) throw new Error(`${what} should be ${expected}, not ${found}.`)
}
