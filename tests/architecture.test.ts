import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What every feature may import besides its own folder. */
const feature = ['model', 'i18n', 'electron/store/history-reader.ts', 'electron/store/history-writer.ts']

/**
 * What a module (a folder of the source) may import: other modules by name, single files by path, packages by name
 * (`node:` stands for all of Node's own), and `types:` for what may only be a type.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  i18n: ['model', 'intl-messageformat', 'resources'],
  feed: ['model', 'eventsource', 'zod'],
  store: ['model', '@photostructure/sqlite', 'node:'],

  history: [...feature, 'store', 'zod'],
  notifications: feature,
  downloads: feature,
  proxies: feature,
  certificates: [...feature, 'feed'],
  accounts: [...feature, 'feed', 'openid-client', 'zod'],
  receipts: [...feature, 'feed'],
  servers: [...feature, 'feed', 'accounts', 'zod'],
  doctor: ['model', 'i18n', 'feed'],
  window: [...feature, 'electron/settings/settings-schema.ts', 'zod'],
  tray: feature,
  policy: ['model', 'electron/settings/settings-schema.ts', 'zod'],
  settings: [...feature, 'electron/policy/apply-policy.ts', 'zod'],
  updates: [...feature, 'zod'],
  'deep-links': feature,
  'start-at-login': feature,

  cli: ['model', 'i18n', 'store', 'history', 'doctor', 'node:'],
  platform: [
    'model',
    'electron',
    'electron-log',
    'electron-updater',
    '@homebridge/dbus-native',
    'zod',
    'node:',
    // What crosses to the window, checked where it arrives.
    'electron/window/contract.ts',
    'electron/window/command-schema.ts',
    // For the address of the issue tracker.
    'package.json',
    // Otherwise only the interfaces that it implements.
    'types:*',
  ],
  preload: ['electron', 'electron/window/contract.ts'],
  app: ['*'],
  'run-app': ['app', 'platform', 'i18n', 'model', 'history', 'store', 'electron', 'node:'],
  main: [
    'run-app',
    'cli',
    'doctor',
    'certificates',
    'history',
    'types:electron/store/field-cipher.ts',
    'platform',
    'policy',
    'i18n',
    'electron',
    'node:',
  ],

  renderer: [
    'react',
    'react-dom',
    '@tanstack/react-virtual',
    'radix-ui',
    'model',
    'i18n',
    'types:electron/window/contract.ts',
    'CHANGELOG.md?raw',
  ],
}

interface Import {
  readonly specifier: string
  readonly onlyTypes: boolean
}

function importsOf(file: string, source: string): readonly Import[] {
  const { module } = parseSync(file, source)
  const text = (node: { readonly start: number; readonly end: number }) =>
    source.slice(node.start + 1, node.end - 1)
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      onlyTypes: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [{ specifier: moduleRequest.value, onlyTypes: isType }],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: text(moduleRequest),
      onlyTypes: false,
    })),
  ]
}

/** The module of a file: `electron/feed/decode.ts` is in feed, `electron/app.ts` is app. */
function moduleOf(file: string): string {
  const [top, folder = '', ...rest] = file.split('/')
  if (top !== 'electron') return top ?? file
  return rest.length === 0 ? folder.replace(/\.ts$/, '') : folder
}

/** The file that a relative import names, as a path from the project's folder; null for a package. */
function targetOf(file: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  return relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
}

/** The imports of a file that its module does not allow, each as a sentence. */
function forbidden(file: string, source: string): readonly string[] {
  const own = moduleOf(file)
  const rules = allowed[own]
  if (rules === undefined) return [`${file} is in no module that the rules know`]
  return importsOf(file, source)
    .filter(({ specifier, onlyTypes }) => {
      const target = targetOf(file, specifier)
      if (target !== null && moduleOf(target) === own) return false
      const isAllowed = (rule: string): boolean => {
        if (rule === '*') return true
        if (target !== null) return rule === target || rule === moduleOf(target)
        return specifier === rule || specifier.startsWith(rule.endsWith(':') ? rule : `${rule}/`)
      }
      return !rules.some((rule) =>
        rule.startsWith('types:') ? onlyTypes && isAllowed(rule.slice('types:'.length)) : isAllowed(rule),
      )
    })
    .map(({ specifier }) => `${file} must not import ${specifier}`)
}

/** The files that import each other in a circle, as one of their paths; null: there is no circle. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return null
    path.push(file)
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next)
      if (circle !== null) return circle
    }
    path.pop()
    done.add(file)
    return null
  }
  for (const file of graph.keys()) {
    const circle = visit(file)
    if (circle !== null) return circle
  }
  return null
}

const files = ['electron', 'renderer']
  .flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.d)\.tsx?$/.test(file))

const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

test('every module imports only what the rules allow', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap((file) => forbidden(file, sources.get(file) ?? ''))).toEqual([])
})

test('no files import each other in a circle, types included', () => {
  const graph = new Map(
    [...sources].map(([file, source]) => [
      file,
      importsOf(file, source).flatMap(({ specifier }) => targetOf(file, specifier) ?? []),
    ]),
  )
  expect(circleIn(graph)).toBeNull()
})

test('the product never imports from the tests', () => {
  const importing = files.filter((file) =>
    importsOf(file, sources.get(file) ?? '').some(({ specifier }) => specifier.includes('tests/')),
  )
  expect(importing).toEqual([])
})

describe('the rules themselves notice', () => {
  test.each([
    ['electron/model/item.ts', "import { z } from 'zod'"],
    ['electron/feed/decode.ts', "import { net } from 'electron'"],
    ['electron/feed/decode.ts', "import type { Database } from '../store/database.ts'"],
    ['electron/notifications/digest.ts', "export * from '../platform/notifications/notify-arguments.ts'"],
    ['electron/downloads/downloads.ts', "import { open } from 'node:fs/promises'"],
    ['electron/tray/controller.ts', "import type { Notifier } from '../notifications/notifier.ts'"],
    ['electron/platform/tray/tray.ts', "const store = await import('../../store/database.ts')"],
    ['electron/platform/tray/tray.ts', "import { startApp } from '../../app.ts'"],
    ['electron/servers/servers.ts', "import handshake from '@homebridge/dbus-native/lib/handshake.js'"],
    ['electron/preload.ts', "import { parseCommand } from './window/command-schema.ts'"],
    ['renderer/app.tsx', "import { channels } from '../electron/window/contract.ts'"],
    ['renderer/app.tsx', "import 'node:fs'"],
    ['electron/somewhere/file.ts', "import '../model/item.ts'"],
  ])('%s: %s', (file, source) => {
    expect(forbidden(file, source)).toHaveLength(1)
  })

  test('but not what is allowed', () => {
    const allowedImports: readonly (readonly [string, string])[] = [
      ['renderer/app.tsx', "import type { AppSnapshot } from '../electron/window/contract.ts'"],
      ['renderer/app.tsx', "import { isSecure } from '../electron/model/safe-url.ts'"],
      ['electron/servers/ingest.ts', "import { startFeed } from '../feed/feed.ts'"],
      ['electron/platform/tray/tray.ts', "import type { TrayModel } from '../../tray/tray-model.ts'"],
    ]
    for (const [file, source] of allowedImports) expect(forbidden(file, source)).toEqual([])
  })

  test('a circle of three files, also one of types', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ])
    expect(circleIn(circle)).toEqual(['a', 'b', 'c', 'a'])
    expect(
      circleIn(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toBeNull()
  })
})
