import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a room may import: other rooms by name, packages by name, and `types:` for what may only be a type. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: ['model'],
  feed: ['feed', 'model', 'eventsource', 'zod'],
  store: ['store', 'model', '@photostructure/sqlite'],
  words: ['words', 'model', 'intl-messageformat', 'resources'],
  download: ['download', 'model'],
  notify: ['notify', 'model', 'words'],
  ipc: ['ipc', 'model', 'words', 'zod'],
  cli: ['cli', 'model', 'words', 'node:'],
  desktop: [
    'desktop',
    'model',
    'notify',
    'ipc',
    'electron',
    'electron-log',
    'electron-updater',
    'node:',
    'zod',
    '@homebridge/dbus-native',
  ],
  preload: ['electron', 'electron/ipc/contract.ts'],
  app: [
    'app',
    'model',
    'words',
    'feed',
    'store',
    'download',
    'notify',
    'ipc',
    'cli',
    'desktop',
    'electron',
    'node:',
  ],
  main: ['app', 'desktop', 'cli', 'electron', 'node:'],
  renderer: [
    'renderer',
    'react',
    'react-dom',
    '@tanstack/react-virtual',
    'radix-ui',
    'words',
    'electron/model/expiry.ts',
    'types:electron/ipc/contract.ts',
    'types:model',
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

/** The room a file stands in: `electron/feed/backoff.ts` in feed, `electron/main.ts` in main. */
function roomOf(file: string): string {
  const [top, room, ...rest] = file.split('/')
  if (top !== 'electron' || room === undefined) return top ?? file
  if (room === 'preload.ts') return 'preload'
  return rest.length === 0 ? 'main' : room
}

/** The imports of a file that its room does not allow, each as a sentence. */
function forbidden(file: string, source: string): readonly string[] {
  const rules = allowed[roomOf(file)] ?? []
  return importsOf(file, source)
    .filter(({ specifier, onlyTypes }) => {
      const target = specifier.startsWith('.')
        ? relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
        : null
      const isAllowed = (rule: string): boolean => {
        if (target !== null) return rule === target || rule === roomOf(target)
        return specifier === rule || specifier.startsWith(rule.endsWith(':') ? rule : `${rule}/`)
      }
      return !rules.some((rule) =>
        rule.startsWith('types:') ? onlyTypes && isAllowed(rule.slice('types:'.length)) : isAllowed(rule),
      )
    })
    .map(({ specifier }) => `${file} must not import ${specifier}`)
}

const files = ['electron', 'renderer']
  .flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((file) => join(top, file)),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.d)\.tsx?$/.test(file))

test('every room imports only what the house allows', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(files.flatMap((file) => forbidden(file, readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('the product never reaches into the tests', () => {
  const importing = files.filter((file) =>
    importsOf(file, readFileSync(join(root, file), 'utf8')).some(({ specifier }) =>
      specifier.includes('tests/'),
    ),
  )
  expect(importing).toEqual([])
})

describe('the rules themselves notice', () => {
  test.each([
    ['electron/model/item.ts', "import { z } from 'zod'"],
    ['electron/feed/decode.ts', "import { net } from 'electron'"],
    ['electron/feed/decode.ts', "import type { Store } from '../store/open-store.ts'"],
    ['electron/notify/pace.ts', "export * from '../desktop/toasts.ts'"],
    ['electron/desktop/toasts.ts', "const store = await import('../store/open-store.ts')"],
    ['electron/desktop/tray.ts', "import { runApp } from '../app/run-app.ts'"],
    ['electron/app/run-app.ts', "import handshake from '@homebridge/dbus-native/lib/handshake.js'"],
    ['electron/preload.ts', "import { parseCommand } from './ipc/command.ts'"],
    ['renderer/app.tsx', "import { isSecure } from '../electron/model/safe-url.ts'"],
    ['renderer/app.tsx', "import 'node:fs'"],
  ])('%s: %s', (file, source) => {
    expect(forbidden(file, source)).toHaveLength(1)
  })

  test('but not what is allowed', () => {
    expect(
      forbidden('renderer/app.tsx', "import type { View } from '../electron/window/contract.ts'"),
    ).toEqual([])
    expect(
      forbidden('electron/app/server/listen.ts', "import { subscribe } from '../../feed/subscription.ts'"),
    ).toEqual([])
  })
})
