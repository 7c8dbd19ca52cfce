import { expect, onTestFinished, test } from 'vitest'
import { type CommandHandlerDeps, createCommandHandler } from '../../../electron/window/command-handler.ts'
import {
  allItems,
  append,
  createLocalWriter,
  deleteItems,
  historyPath,
  markAllRead,
  notification,
  openTestStore,
  raw,
  source,
} from './store-fixture.ts'

// Promises that several modules keep together. Those about notifications are in ../notifications/notifier.test.ts.

test('the stored cursor never passes an event that is not stored', () => {
  const path = historyPath()
  const store = openTestStore(path)
  append(store, source, raw('1'), notification('n-1'))
  store.close()
  expect(append(store, source, raw('2'), notification('n-2'))).toMatchObject({ kind: 'failed' })
  const again = openTestStore(path)
  expect(again.cursor(source)).toBe('1')
  expect(allItems(again).map(({ id }) => id)).toEqual(['n-1'])
})

test('a click is idempotent, and works however late it comes', () => {
  const store = openTestStore()
  append(store, source, raw('1'), notification('n-1', { url: 'https://app.example.com/1' }))
  append(store, source, raw('2'), notification('n-2'))
  const opened: string[] = []
  const rows: number[] = []
  const nothing = () => {}
  const { writer, writeAll } = createLocalWriter(store)
  const deps: CommandHandlerDeps = {
    reader: store,
    writer,
    servers: { restart: nothing, check: nothing, connect: nothing, forgetToken: nothing },
    downloads: { start: nothing, cancel: nothing, show: nothing },
    changeSettings: nothing,
    testToast: nothing,
    rememberWindow: nothing,
    showDiagnostics: nothing,
    copyReport: nothing,
    saveHistory: nothing,
    dismissNotice: nothing,
    quit: nothing,
    localTime: () => ({ weekday: 0, minutes: 0 }),
    openPage: (url: URL) => opened.push(url.href),
    showRow: (key: number) => rows.push(key),
    window: { open: () => rows.push(0) },
    now: () => 0,
    onChange: nothing,
  }
  const handler = createCommandHandler(deps)
  onTestFinished(() => store.close())

  handler.fromToast([1])
  handler.fromToast([1])
  writeAll()
  expect(opened).toEqual(['https://app.example.com/1', 'https://app.example.com/1'])
  expect(store.unread()).toBe(1)

  markAllRead(store)
  deleteItems(store, [2])
  handler.fromToast([2])
  handler.fromToast([1, 2])
  writeAll()
  expect(rows).toEqual([2, 0])
  expect(store.unread()).toBe(0)
})
