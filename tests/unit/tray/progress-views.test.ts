import { describe, expect, test } from 'vitest'
import type { Item } from '../../../electron/model/item.ts'
import { jobProgressOf, type MonitoredJob } from '../../../electron/tray/job-monitor.ts'
import {
  createProgressViews,
  maxProgressViews,
  type ProgressState,
  progressEnd,
} from '../../../electron/tray/progress-views.ts'
import type { TrayDownload } from '../../../electron/tray/tray-entries.ts'
import { buildItem } from '../../support/build-item.ts'
import { createI18n } from '../../support/i18n.ts'

const i18n = createI18n('en')

const job = (key: number, parts: Partial<MonitoredJob> = {}): MonitoredJob => ({
  ...jobProgressOf(buildItem({ key, state: 'running', title: `Job ${key}`, progress: 0.4 }), [], 60_000, 0),
  ...parts,
})
const download = (key: number): TrayDownload => ({
  key,
  name: 'orders.csv',
  download: { kind: 'running', received: 250, total: 1_000, perSecond: 10 },
})
const viewsOf = (state: Partial<ProgressState>) =>
  createProgressViews(
    {
      ...{ jobs: [], downloads: [], shown: new Set(), isAnnounced: () => true, hideContent: false },
      ...state,
    },
    i18n,
  )

describe('what the desktop shows of running work', () => {
  test('a job has its title, progress and time left, and can’t be cancelled', () => {
    expect(viewsOf({ jobs: [job(7, { leftMs: 180_000 })] })).toEqual([
      {
        ...{ id: 'job-7', key: 7, title: 'Job 7', status: 'about 3\u00a0min left' },
        ...{ percent: 40, bytes: null, canCancel: false },
      },
    ])
  })

  test('a download has its bytes too, and can be cancelled', () => {
    expect(viewsOf({ downloads: [download(7)] })).toEqual([
      {
        ...{ id: 'download-7', key: 7, title: 'Downloading orders.csv', status: 'about 1\u00a0min left' },
        ...{ percent: 25, canCancel: true, bytes: { received: 250, total: 1_000, perSecond: 10 } },
      },
    ])
  })

  test('an unknown progress stays unknown', () => {
    const unknown = { kind: 'running', received: 5, total: null, perSecond: null } as const
    const views = viewsOf({
      jobs: [job(1, { progress: null })],
      downloads: [{ key: 2, name: 'a.csv', download: unknown }],
    })
    expect(views).toMatchObject([
      { percent: null, status: 'running' },
      { percent: null, status: 'running' },
    ])
  })

  test('what has not begun, or has stalled, is not shown', () => {
    const waiting = { key: 3, name: 'a.csv', download: { kind: 'queued', received: 0, total: null } } as const
    const jobs = [job(1, { state: 'queued' }), job(2, { stalledSince: 1 })]
    expect(viewsOf({ jobs, downloads: [waiting] })).toEqual([])
  })

  test('a job that raises no notification is not shown, but a download, which the user started, is', () => {
    const views = viewsOf({
      jobs: [job(1), job(2)],
      downloads: [download(3)],
      isAnnounced: (key) => key === 2,
    })
    expect(views.map(({ id }) => id)).toEqual(['download-3', 'job-2'])
  })

  test('names are hidden where the user hides them', () => {
    const views = viewsOf({ jobs: [job(1)], downloads: [download(2)], hideContent: true })
    expect(views.map(({ title }) => title)).toEqual(['Downloading Job', 'Job'])
  })

  test('of very many, ten are shown, and they keep their places', () => {
    const jobs = Array.from({ length: 50 }, (_, index) => job(50 - index))
    const first = viewsOf({ jobs })
    expect(first).toHaveLength(maxProgressViews)
    const shown = new Set(first.map(({ id }) => id))
    const later = viewsOf({ jobs: [job(60), ...jobs.slice(1)], shown })
    expect(later.map(({ id }) => id)).toEqual([...first.slice(1).map(({ id }) => id), 'job-60'])
  })

  test('no more items are read than it takes', () => {
    const read: number[] = []
    viewsOf({
      jobs: Array.from({ length: 50 }, (_, index) => job(index + 1)),
      isAnnounced: (key) => read.push(key) > 0,
    })
    expect(read).toHaveLength(maxProgressViews)
  })
})

describe('how a view ends', () => {
  const endOf = (canCancel: boolean, item: Item | null, hideContent = false) =>
    progressEnd({ canCancel }, item, hideContent, i18n)

  test('with its job', () => {
    const ended = (state: Item['state']) => buildItem({ state, message: 'Row 50 is\nwrong' })
    expect(endOf(false, ended('succeeded'))).toEqual({ kind: 'succeeded' })
    expect(endOf(false, ended('failed'))).toEqual({ kind: 'failed', reason: 'Row 50 is wrong' })
    expect(endOf(false, ended('failed'), true)).toEqual({ kind: 'failed', reason: '' })
    expect(endOf(false, ended('cancelled'))).toEqual({ kind: 'hidden' })
    expect(endOf(false, ended('running'))).toEqual({ kind: 'hidden' })
    expect(endOf(false, null)).toEqual({ kind: 'hidden' })
  })

  test('with its download', () => {
    const ended = (value: Item['download']) => buildItem({ state: 'succeeded', download: value })
    const done = { kind: 'done', fileName: 'a.csv', bytes: 1, verified: true, at: 1 } as const
    expect(endOf(true, ended(done))).toEqual({ kind: 'succeeded' })
    expect(endOf(true, ended({ kind: 'failed', reason: { kind: 'disk-full' } }))).toEqual({
      kind: 'failed',
      reason: 'There isn’t enough space left on the disk.',
    })
    expect(endOf(true, ended(null))).toEqual({ kind: 'hidden' })
  })
})
