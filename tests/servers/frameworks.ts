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

const tsxScript = (path: string) => ['--import', import.meta.resolve('tsx'), file(path)]

/** Debian's packages that those not written for Node need. */
export const frameworkPackages = [
  'python3-flask',
  'php-cli',
  'php-fpm',
  'php-laravel-framework',
  'php-sqlite3',
  'ruby-railties',
  'ruby-actionpack',
  'ruby-activerecord',
  'ruby-sqlite3',
  'puma',
]

const nestjs: Framework = {
  name: 'NestJS @Sse()',
  program: process.execPath,
  args: () => tsxScript('nestjs/main.ts'),
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

/** Each stream holds a thread of Puma, a broken one until a later write fails; it has 5 unless told otherwise. */
function puma(config: string) {
  return {
    program: '/usr/bin/puma',
    args: (port: number) => [
      '--quiet',
      '--threads',
      '0:64',
      '--bind',
      `tcp://127.0.0.1:${port}`,
      file(config),
    ],
  }
}

const rails: Framework = {
  name: 'Rails ActionController::Live',
  ...puma('rails/config.ru'),
  ids: 'none',
  ...sendsAndForgets,
}

const sendsAgain = {
  ids: 'unique',
  meanwhile: 'kept',
  completeness: 'proven',
  stream: 'stays-open',
} as const

const plainNode: Framework = {
  name: 'Node, with ids and replay',
  ...nodeServer('node/server.js'),
  ...sendsAgain,
}

/** What resources/docs/backend.md recommends for each framework: a log, ids, replay, and a greeting that says so. */
const recipes: readonly Framework[] = [
  { name: 'Recipe for Express', ...nodeServer('express/recipe.js'), ...sendsAgain },
  { ...nestjs, name: 'Recipe for NestJS', args: () => tsxScript('nestjs/recipe.ts'), ...sendsAgain },
  {
    ...flask,
    name: 'Recipe for Flask',
    args: () => [file('flask/recipe.py')],
    ...sendsAgain,
  },
  {
    name: 'Recipe for Laravel',
    program: 'sh',
    args: () => [file('laravel/serve.sh')],
    ...sendsAgain,
  },
  { name: 'Recipe for Rails', ...puma('rails/recipe.ru'), ...sendsAgain },
]

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
  ...recipes,
]
