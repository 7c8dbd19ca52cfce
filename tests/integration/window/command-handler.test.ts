import { expect, onTestFinished, test } from 'vitest'
import { type CommandHandlerDeps, createCommandHandler } from '../../../electron/window/command-handler.ts'
import { waitFor } from '../../support/wait-for.ts'
import {
  append,
  createLocalWriter,
  deleteItems,
  markAllRead,
  notification,
  openTestStore,
  raw,
  source,
} from '../store/store-fixture.ts'

/** The handler on a real store with two notifications, the first of which has a page. */
function startHandler(canOpenPages: boolean) {
  const store = openTestStore()
  append(store, source, raw('1'), notification('n-1', { url: 'https://app.example.com/1' }))
  append(store, source, raw('2'), notification('n-2'))
  const opened: string[] = []
  const rows: number[] = []
  const told: string[] = []
  const nothing = () => {}
  const { writer, writeAll } = createLocalWriter(store)
  const deps: CommandHandlerDeps = {
    reader: store,
    writer,
    servers: {
      reconnect: nothing,
      check: nothing,
      connect: nothing,
      change: nothing,
      remove: nothing,
      signIn: nothing,
      cancelSignIn: nothing,
      signOut: nothing,
      forgetToken: nothing,
      dismissGap: nothing,
    },
    downloads: { start: nothing, cancel: nothing, show: nothing },
    history: { save: async () => {}, dismissNotice: nothing },
    changeSettings: nothing,
    testNotification: nothing,
    examineServer: nothing,
    copyReport: nothing,
    showLicenses: nothing,
    quit: nothing,
    localTime: () => ({ weekday: 0, minutes: 0 }),
    openPage: async (url: URL) => {
      opened.push(url.href)
      return canOpenPages
    },
    onPageNotOpened: () => told.push('not opened'),
    window: {
      open: () => rows.push(0),
      showItem: (key: number) => rows.push(key),
      showPage: nothing,
      saveState: nothing,
      showDiagnostics: nothing,
    },
    now: () => 0,
  }
  const handle = createCommandHandler(deps)
  const click = (keys: readonly number[]) => handle({ type: 'open-notification', keys })
  onTestFinished(() => store.close())
  return { store, opened, rows, told, writeAll, click }
}

test('a click on a notification is idempotent, and works however late it comes', () => {
  const { store, opened, rows, writeAll, click } = startHandler(true)
  click([1])
  click([1])
  writeAll()
  expect(opened).toEqual(['https://app.example.com/1', 'https://app.example.com/1'])
  expect(store.unread()).toBe(1)

  markAllRead(store)
  deleteItems(store, [2])
  click([2])
  click([1, 2])
  writeAll()
  expect(rows).toEqual([2, 0])
  expect(store.unread()).toBe(0)
})

test('a page that no browser opens has its row shown, unread, and the user is told', async () => {
  const { store, rows, told, writeAll, click } = startHandler(false)
  click([1])
  await waitFor('the row', () => rows.length > 0)
  writeAll()
  expect(rows).toEqual([1])
  expect(told).toEqual(['not opened'])
  expect(store.unread()).toBe(2)
})
