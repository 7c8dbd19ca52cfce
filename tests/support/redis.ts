import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DataServer, startDataServer } from './data-server.ts'
import { freePort } from './free-port.ts'

export const redisPackages: readonly string[] = ['redis-server']

export interface RedisOptions {
  /** When it writes to disk: before it answers (the default here), or each second (its own default). */
  readonly writesEach?: 'change' | 'second'
}

/** A Redis that keeps its data over a restart. */
export async function startRedis({ writesEach = 'change' }: RedisOptions = {}): Promise<DataServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-redis-'))
  const port = await freePort()
  const persistence = [
    '--appendonly',
    'yes',
    '--appendfsync',
    writesEach === 'change' ? 'always' : 'everysec',
  ]
  const place = ['--dir', folder, '--bind', '127.0.0.1', '--port', String(port)]
  return startDataServer({
    url: `redis://127.0.0.1:${port}`,
    port,
    program: 'redis-server',
    args: [...place, '--save', '', ...persistence],
    stopSignal: 'SIGTERM',
    crashSignal: 'SIGKILL',
    isReady: () => answersPing(port),
    removeData: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  })
}

/** While it reads its file it listens already, and answers with an error. */
function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
