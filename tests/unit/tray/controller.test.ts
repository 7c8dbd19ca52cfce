import { expect, test } from 'vitest'
import { createTrayController } from '../../../electron/tray/controller.ts'
import type { ProgressView } from '../../../electron/tray/progress-views.ts'
import type { TaskbarState } from '../../../electron/tray/taskbar.ts'
import type { TrayModel } from '../../../electron/tray/tray-model.ts'
import { buildItem } from '../../support/build-item.ts'
import { createI18n } from '../../support/i18n.ts'
import { manualClock } from '../feed/manual-clock.ts'

function startController(isAvailable = true) {
  const drawnViews: (readonly ProgressView[])[] = []
  const clock = manualClock()
  const trayModels: TrayModel[] = []
  const taskbarStates: TaskbarState[] = []
  const closed: string[] = []
  const items = [buildItem()]
  const controller = createTrayController({
    tray: {
      draw: (model) => trayModels.push(model),
      bounds: () => ({ x: 1, y: 2, width: 16, height: 16 }),
      close: () => closed.push('tray'),
    },
    taskbar: { draw: (state) => taskbarStates.push(state), stop: () => closed.push('taskbar') },
    progressViews: {
      isAvailable: () => isAvailable,
      draw: (views) => drawnViews.push(views),
      stop: () => closed.push('progress views'),
    },
    reader: {
      item: (key) => items.find((item) => item.key === key) ?? null,
      unread: () => items.length,
      unreadFailed: () => 0,
      jobCounts: () => ({ queued: 0, running: 0 }),
      snoozed: () => [],
      page: () => ({ items, next: null, count: null }),
    },
    servers: () => [
      { key: 1, name: 'app.example.com', offersSignIn: false, connection: { kind: 'open', since: 0 } },
    ],
    silence: () => ({ kind: 'off' }),
    quietHoursOffUntil: () => null,
    hideContent: () => false,
    announceCheck: () => () => true,
    jobs: { progress: () => [] },
    downloads: {
      active: () => [
        { key: 1, name: 'orders.csv', download: { kind: 'running', received: 1, total: 2, perSecond: null } },
      ],
    },
    i18n: () => createI18n('en'),
    localTime: () => ({ weekday: 3, minutes: 600 }),
    clock,
  })
  return { controller, clock, items, trayModels, taskbarStates, drawnViews, closed }
}

test('the tray is drawn at the start, before anything changes', () => {
  const { trayModels, taskbarStates } = startController()
  expect(trayModels).toMatchObject([{ icon: 'unread', tooltip: 'Tidings: Connected, 1 unread' }])
  expect(taskbarStates).toEqual([])
})

test('many changes redraw tray and taskbar at most twice a second, with the last state', () => {
  const { controller, clock, items, trayModels, taskbarStates } = startController()
  for (let change = 0; change < 100; change += 1) {
    items.push(buildItem())
    controller.onChange()
  }
  clock.pass(1_000)
  expect(trayModels).toHaveLength(3)
  expect(trayModels.at(-1)?.tooltip).toBe('Tidings: Connected, 101 unread')
  expect(taskbarStates.at(-1)).toEqual({
    progress: { kind: 'part', part: 0.5 },
    unread: 101,
    isUrgent: false,
  })
})

test('nothing is drawn after it was stopped', () => {
  const { controller, clock, trayModels, closed } = startController()
  controller.stop()
  controller.onChange()
  clock.pass(1_000)
  expect(trayModels).toHaveLength(1)
  expect(closed).toEqual(['progress views', 'taskbar', 'tray'])
})

test('running work is shown where the desktop has a place for it, at most twice a second', () => {
  const { controller, clock, drawnViews } = startController()
  for (let change = 0; change < 100; change += 1) controller.onChange()
  clock.pass(1_000)
  expect(drawnViews).toHaveLength(2)
  expect(drawnViews[1]).toMatchObject([{ id: 'download-1', percent: 50 }])
})

test('it is not put together where there is no such place', () => {
  const { controller, clock, drawnViews } = startController(false)
  controller.onChange()
  clock.pass(1_000)
  expect(drawnViews).toEqual([])
})

test('the icon is urgent from the arrival of a critical notification until it is read', () => {
  const { controller, clock, items, taskbarStates } = startController()
  const critical = buildItem({ key: 2, priority: 'critical' })
  items.push(critical)
  controller.arrived(critical)
  controller.onChange()
  expect(taskbarStates.at(-1)).toMatchObject({ isUrgent: true })
  items.splice(1, 1, { ...critical, read: true })
  controller.onChange()
  clock.pass(500)
  expect(taskbarStates.at(-1)).toMatchObject({ isUrgent: false })
  controller.arrived(buildItem({ key: 1, priority: 'high' }))
  controller.onChange()
  clock.pass(500)
  expect(taskbarStates.at(-1)).toMatchObject({ isUrgent: false })
})
