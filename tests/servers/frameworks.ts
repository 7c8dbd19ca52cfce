import { join } from 'node:path'

/** A server of frameworks/ and what its framework can promise without more code than its documentation shows. */
export interface Framework {
  readonly name: string
  readonly program: string
  readonly args: (port: number) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /**
   * - `kept`: what is sent while the app is away comes later
   * - `lost`: it goes only to the streams that are open
   */
  readonly meanwhile: 'kept' | 'lost'
  /**
   * What tells one event from another, in a stream of events that carry no id of their own:
   * - `none`
   * - `again-for-each-stream`, `again-for-each-start`: numbers that begin again
   * - `unique`
   */
  readonly ids: 'none' | 'again-for-each-stream' | 'again-for-each-start' | 'unique'
  /** Whether the app can know that nothing is missing. */
  readonly completeness: 'proven' | 'cannot-be-known'
  /** Whether a stream stays open, or ends after each event. */
  readonly stream: 'stays-open' | 'ends-after-each-event'
}

const file = (path: string) => join(import.meta.dirname, 'frameworks', path)

const sendsAndForgets = { meanwhile: 'lost', completeness: 'cannot-be-known', stream: 'stays-open' } as const

function nodeServer(script: string) {
  return { program: process.execPath, args: () => [file(script)] }
}

/** Debian's packages that those not written for Node need. */
export const frameworkPackages = ['python3-flask', 'php-cli', 'ruby-railties', 'ruby-actionpack', 'puma']

const plainNode: Framework = {
  name: 'Node, with ids and replay',
  ...nodeServer('node/server.js'),
  ids: 'unique',
  meanwhile: 'kept',
  completeness: 'proven',
  stream: 'stays-open',
}

const nestjs: Framework = {
  name: 'NestJS @Sse()',
  program: process.execPath,
  args: () => ['--import', import.meta.resolve('tsx'), file('nestjs/main.ts')],
  // Where the decorators are switched on.
  env: { TSX_TSCONFIG_PATH: file('nestjs/tsconfig.json') },
  ids: 'again-for-each-stream',
  ...sendsAndForgets,
}

const expressFlushed: Framework = {
  name: 'Express with compression, flushed',
  ...nodeServer('express/server.js'),
  ids: 'none',
  ...sendsAndForgets,
}

const expressUnflushed: Framework = {
  name: 'Express with compression, never flushed',
  ...nodeServer('express/server.js'),
  ids: 'none',
  env: { FLUSH: 'no' },
  ...sendsAndForgets,
}

export const flask: Framework = {
  name: 'Flask with a queue for each listener',
  // Debian's own, whatever other Python is on the path.
  program: '/usr/bin/python3',
  args: () => [file('flask/app.py')],
  ids: 'none',
  ...sendsAndForgets,
}

export const php: Framework = {
  name: 'PHP, one event a response',
  program: 'php',
  args: (port) => ['-S', `127.0.0.1:${port}`, file('php/index.php')],
  ids: 'none',
  meanwhile: 'kept',
  completeness: 'cannot-be-known',
  stream: 'ends-after-each-event',
}

const hono: Framework = {
  name: 'Hono streamSSE()',
  ...nodeServer('hono/server.js'),
  ids: 'again-for-each-start',
  ...sendsAndForgets,
}

const betterSse: Framework = {
  name: 'better-sse',
  ...nodeServer('better-sse/server.js'),
  ids: 'unique',
  ...sendsAndForgets,
}

const rails: Framework = {
  name: 'Rails ActionController::Live',
  program: '/usr/bin/puma',
  // Each stream holds a thread of Puma, a broken one until a later write fails; it has 5 unless told otherwise.
  args: (port) => [
    '--quiet',
    '--threads',
    '0:64',
    '--bind',
    `tcp://127.0.0.1:${port}`,
    file('rails/config.ru'),
  ],
  ids: 'none',
  ...sendsAndForgets,
}

export const frameworks: readonly Framework[] = [
  plainNode,
  nestjs,
  expressFlushed,
  expressUnflushed,
  flask,
  php,
  hono,
  betterSse,
  rails,
]
