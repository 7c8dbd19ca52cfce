import { expect, onTestFinished, test } from 'vitest'
import { type CommandHandlerDeps, createCommandHandler } from '../../../electron/window/command-handler.ts'
import {
  allItems,
  createLocalWriter,
  historyPath,
  notification,
  openTestStore,
  raw,
  source,
} from './store-fixture.ts'

// The promises that the rooms keep together. Those about toasts are told at length in announce.test.ts.

test('the stored cursor never passes an event that is not stored', () => {
  const path = historyPath()
  const store = openTestStore(path)
  store.append(source, raw('1'), notification('n-1'))
  store.close()
  expect(store.append(source, raw('2'), notification('n-2'))).toMatchObject({ kind: 'failed' })
  const again = openTestStore(path)
  expect(again.cursor(source)).toBe('1')
  expect(allItems(again).map(({ id }) => id)).toEqual(['n-1'])
})

test('a click is idempotent, and works however late it comes', () => {
  const store = openTestStore()
  store.append(source, raw('1'), notification('n-1', { url: 'https://app.example.com/1' }))
  store.append(source, raw('2'), notification('n-2'))
  const opened: string[] = []
  const rows: number[] = []
  const nothing = () => {}
  const { writer, writeAll } = createLocalWriter(store)
  const rooms: CommandHandlerDeps = {
    reader: store,
    writer,
    servers: {
      restart: nothing,
      dismissGap: nothing,
      check: nothing,
      connect: nothing,
      forgetToken: nothing,
    },
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
  const actions = createCommandHandler(rooms)
  onTestFinished(() => store.close())

  actions.fromToast([1])
  actions.fromToast([1])
  writeAll()
  expect(opened).toEqual(['https://app.example.com/1', 'https://app.example.com/1'])
  expect(store.unread()).toBe(1)

  store.markAllRead()
  store.remove([2])
  actions.fromToast([2])
  actions.fromToast([1, 2])
  writeAll()
  expect(rows).toEqual([2, 0])
  expect(store.unread()).toBe(0)
})
