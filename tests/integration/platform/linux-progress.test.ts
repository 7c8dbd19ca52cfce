import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { messageBus } from '../../../electron/platform/dbus/bus-connection.ts'
import { createSessionBus, type SessionBus } from '../../../electron/platform/dbus/session-bus.ts'
import { createLinuxProgress } from '../../../electron/platform/tray/linux-progress.ts'
import type { ProgressEnd, ProgressView } from '../../../electron/tray/progress-views.ts'
import type { TaskbarState } from '../../../electron/tray/taskbar.ts'
import type { BusClient } from '../../support/desktop/bus-client.ts'
import { type Dock, startDock } from '../../support/desktop/dock.ts'
import {
  type JobViewServer,
  type JobViewServerScript,
  startJobViewServer,
} from '../../support/desktop/job-view-server.ts'
import { startMessageBus } from '../../support/desktop/message-bus.ts'
import { openProcesses } from '../../support/desktop/processes.ts'
import { waitFor } from '../../support/wait-for.ts'
import { type ManualClock, manualClock } from '../../unit/feed/manual-clock.ts'

const half: TaskbarState = { progress: { kind: 'part', part: 0.5 }, unread: 3, isUrgent: false }
const nothing: TaskbarState = { progress: { kind: 'none' }, unread: 0, isUrgent: false }

const job = (parts: Partial<ProgressView> = {}): ProgressView => ({
  ...{ id: 'job-1', key: 1, title: 'Orders', status: 'running', percent: 40, bytes: null, canCancel: false },
  ...parts,
})
const download = (parts: Partial<ProgressView> = {}): ProgressView => ({
  ...{
    id: 'download-2',
    key: 2,
    title: 'Downloading a.csv',
    status: 'running',
    percent: 25,
    canCancel: true,
  },
  bytes: { received: 6_000_000_000, total: 24_000_000_000, perSecond: 1_000_000.4 },
  ...parts,
})

describe.skipIf(process.platform !== 'linux')('on a session bus', () => {
  let address = ''
  let bus: SessionBus
  let busClient: BusClient
  let clock: ManualClock
  let progress: ReturnType<typeof createLinuxProgress>
  let showWindow: () => void
  let end: ProgressEnd
  const cancelled: number[] = []
  const started: (Dock | JobViewServer)[] = []
  let stop = async () => {}

  const startProgress = () => {
    bus = createSessionBus({ DBUS_SESSION_BUS_ADDRESS: address })
    progress = createLinuxProgress({
      ...{ bus, clock },
      watchWindows: (listener) => {
        showWindow = listener
        return () => {}
      },
      onAvailability: () => {},
      onCancel: (key) => cancelled.push(key),
      endOf: () => end,
    })
  }
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-progress-'))
    const processes = openProcesses()
    const busProcess = await startMessageBus('session', folder, process.env, processes)
    address = busProcess.address
    busClient = busProcess.client
    clock = manualClock()
    end = { kind: 'hidden' }
    cancelled.length = 0
    startProgress()
    stop = async () => {
      progress.progressViews?.stop()
      progress.taskbar.stop()
      bus.close()
      for (const program of started.splice(0)) program.stop()
      busClient.close()
      await processes.stop()
      rmSync(folder, { recursive: true })
    }
  })
  afterEach(() => stop())

  const dockStarts = async (): Promise<Dock> => {
    const dock = await startDock(address)
    started.push(dock)
    return dock
  }
  const serverStarts = async (script?: JobViewServerScript): Promise<JobViewServer> => {
    const server = await startJobViewServer(address, script)
    started.push(server)
    return server
  }
  const { draw, isAvailable } = {
    draw: (...views: ProgressView[]) => progress.progressViews?.draw(views),
    isAvailable: () => progress.progressViews?.isAvailable() === true,
  }
  /** Resolves when everything that was sent before has been answered. */
  const settle = () => bus.isOwned('org.freedesktop.DBus')

  describe('a dock', () => {
    test('shows number and progress, and nothing when the app quits', async () => {
      const dock = await dockStarts()
      progress.taskbar.draw(half)
      await waitFor('the update', () => dock.updates.length === 1)
      expect(dock.updates[0]).toMatchObject({
        application: 'application://tidings.desktop',
        path: expect.stringMatching(/^\/com\/canonical\/unity\/launcherentry\/\d+$/),
      })
      const shown = { ...{ count: 3, 'count-visible': true }, progress: 0.5, 'progress-visible': true }
      expect(dock.shown()).toEqual({ ...shown, urgent: false })
      progress.taskbar.stop()
      await waitFor('the end', () => dock.shown()['progress-visible'] === false)
      expect(dock.shown()).toMatchObject({ 'count-visible': false, urgent: false })
    })

    test('is told what changes only', async () => {
      const dock = await dockStarts()
      progress.taskbar.draw(half)
      await waitFor('the update', () => dock.updates.length === 1)
      // The repetition for a dock that has just come.
      clock.pass(1_000)
      await waitFor('the repetition', () => dock.updates.length === 2)
      for (let change = 0; change < 10; change += 1) progress.taskbar.draw({ ...half })
      progress.taskbar.draw({ ...half, isUrgent: true })
      await waitFor('the change', () => dock.shown().urgent === true)
      clock.pass(60_000)
      await settle()
      expect(dock.updates).toHaveLength(3)
    })

    test('that starts later, or again, is told everything', async () => {
      progress.taskbar.draw(half)
      await settle()
      const first = await dockStarts()
      await waitFor('the update', () => first.shown().count === 3)
      first.stop()
      const second = await dockStarts()
      await waitFor('the update', () => second.shown().count === 3)
    })

    test('is told again when a window appears, because it may not have had an icon to draw on', async () => {
      const dock = await dockStarts()
      progress.taskbar.draw(half)
      await waitFor('the update', () => dock.updates.length === 1)
      clock.pass(1_000)
      showWindow()
      clock.pass(1_000)
      await waitFor('the repetition', () => dock.updates.length === 3)
    })

    test('gets an answer when it queries the entry', async () => {
      const dock = await dockStarts()
      progress.taskbar.draw(half)
      const update = await waitFor('the update', () => dock.updates[0])
      expect(await dock.query(update)).toEqual([update.application, update.properties])
      const entry = {
        service: update.sender,
        path: update.path,
        interface: 'com.canonical.Unity.LauncherEntry',
      }
      await expect(busClient.call(entry, 'Nonsense')).rejects.toThrow('UnknownMethod')
    })

    test('nothing is sent where there is no dock', async () => {
      const listener = await startDock(address, 'org.example.NoDock')
      started.push(listener)
      progress.taskbar.draw(half)
      await settle()
      clock.pass(60_000)
      progress.taskbar.stop()
      await settle()
      expect(listener.updates).toEqual([])
    })

    test('nobody is looked for while there is nothing to show', async () => {
      const names = async () => (await busClient.call(messageBus, 'ListNames'))[0]
      const before = await names()
      progress.taskbar.draw(nothing)
      showWindow()
      clock.pass(60_000)
      expect(await names()).toEqual(before)
    })
  })

  describe('KDE', () => {
    const becomesAvailable = () => waitFor('the server to be found', isAvailable)

    test('shows each job and download, and what changes', async () => {
      const server = await serverStarts()
      await becomesAvailable()
      draw(download(), job({ status: '<b>1 & 2</b>', title: '<b>1 & 2</b>' }))
      await waitFor(
        'both',
        () => server.views().every(({ changes }) => changes === 1) && server.views().length === 2,
      )
      const [first, second] = server.views()
      const hints = {
        transient: true,
        'application-display-name': 'Tidings',
        'application-icon-name': 'tidings',
      }
      expect(first).toMatchObject({
        request: ['tidings', 1, hints],
        properties: {
          ...{ title: 'Downloading a.csv', infoMessage: 'running', percent: 25 },
          ...{ processedBytes: 6_000_000_000, totalBytes: 24_000_000_000, speed: 1_000_000 },
        },
      })
      expect(second?.request).toEqual(['tidings', 0, hints])
      // KDE reads the one as markup, but not the other.
      expect(second?.properties).toEqual({
        ...{ title: '<b>1 & 2</b>', infoMessage: '&lt;b&gt;1 &amp; 2&lt;/b&gt;', percent: 40 },
      })
      draw(download(), job({ percent: 41 }))
      await waitFor('the change', () => server.views()[1]?.properties.percent === 41)
      draw(download(), job({ percent: 41 }))
      await settle()
      expect(server.views().map(({ changes }) => changes)).toEqual([1, 2])
    })

    test('takes an ended job off the screen without a word: the notification of the app says it', async () => {
      const server = await serverStarts()
      await becomesAvailable()
      draw(job())
      await waitFor('the view', () => server.open().length === 1)
      end = { kind: 'succeeded' }
      draw()
      await waitFor('the end', () => server.open().length === 0)
      draw(job())
      await waitFor('the next', () => server.open().length === 1)
      end = { kind: 'failed', reason: 'Row 5 < 6' }
      draw()
      await waitFor('the end', () => server.open().length === 0)
      const cancelledByUser = 1
      expect(server.views().map((view) => view.end)).toEqual([
        [0, '', {}],
        [cancelledByUser, 'Row 5 &lt; 6', {}],
      ])
    })

    test('a download is cancelled there, a job can’t be', async () => {
      const server = await serverStarts()
      await becomesAvailable()
      draw(download(), job())
      await waitFor('both', () => server.views().filter(({ changes }) => changes === 1).length === 2)
      const [first] = server.open()
      if (first === undefined) throw new Error('no view')
      server.cancel(first)
      await waitFor('the cancellation', () => cancelled.length === 1)
      expect(cancelled).toEqual([2])
      draw(job())
      await waitFor('the end', () => server.open().length === 1)
      server.cancel(first)
      await settle()
      expect(cancelled).toEqual([2])
    })

    test('that starts again gets the views again', async () => {
      const first = await serverStarts()
      await becomesAvailable()
      draw(job())
      await waitFor('the view', () => first.open().length === 1)
      first.stop()
      await waitFor('the loss', () => !isAvailable())
      draw(job())
      const second = await serverStarts()
      await becomesAvailable()
      draw(job())
      await waitFor('the view', () => second.open()[0]?.properties.title === 'Orders')
    })

    test('no view is left when the app quits', async () => {
      const server = await serverStarts()
      await becomesAvailable()
      draw(job(), download())
      await waitFor('both', () => server.open().length === 2)
      progress.progressViews?.stop()
      bus.close()
      await waitFor('the end', () => server.open().length === 0)
    })

    test('of an earlier time (kuiserver) shows title, progress and bytes', async () => {
      const server = await serverStarts({ version: 'V2' })
      await becomesAvailable()
      draw(download())
      const view = await waitFor('the view', () => server.views().find(({ changes }) => changes === 5))
      expect(view.request).toEqual(['tidings', 'tidings', 1])
      expect(view.properties).toEqual({
        setInfoMessage: ['Downloading a.csv'],
        setPercent: [25],
        setProcessedAmount: [6_000_000_000, 'bytes'],
        setTotalAmount: [24_000_000_000, 'bytes'],
        setSpeed: [1_000_000],
      })
      server.cancel(view)
      await waitFor('the cancellation', () => cancelled.length === 1)
      draw()
      await waitFor('the end', () => server.open().length === 0)
      expect(server.views()[0]).toMatchObject({ end: [''], properties: { setError: [1] } })
    })

    test('that hangs gets one change when it is back, the last', async () => {
      const server = await serverStarts({ hangsAt: 'update' })
      await becomesAvailable()
      draw(job())
      await waitFor('the view', () => server.open().length === 1)
      for (let percent = 41; percent <= 90; percent += 1) draw(job({ percent }))
      await waitFor('the first', () => server.waiting() === 1)
      server.wakeUp()
      await waitFor('the second', () => server.waiting() === 1)
      server.wakeUp()
      await waitFor('the last', () => server.views()[0]?.properties.percent === 90)
      expect(server.views()[0]?.changes).toBe(2)
    })

    test('that hangs when a view is requested is not asked for it twice, and the view ends when it comes', async () => {
      const server = await serverStarts({ hangsAt: 'requestView' })
      await becomesAvailable()
      draw(job())
      draw(job({ percent: 41 }))
      draw()
      await waitFor('the request', () => server.waiting() === 1)
      server.wakeUp()
      await waitFor('the end', () => server.views()[0]?.end !== undefined)
      expect(server.views()).toHaveLength(1)
    })

    test('that refuses views is left alone until it starts again', async () => {
      await serverStarts({ refuses: true })
      await becomesAvailable()
      draw(job())
      await waitFor('the refusal', () => !isAvailable())
      const second = await serverStarts()
      await becomesAvailable()
      draw(job())
      await waitFor('the view', () => second.open().length === 1)
    })

    test('a job that ends at once leaves nothing', async () => {
      const server = await serverStarts()
      await becomesAvailable()
      draw(job())
      draw()
      await waitFor('the end', () => server.views()[0]?.end !== undefined)
    })

    test('passes the progress on to the dock by itself, so the app sends the number only, and again at the end', async () => {
      const [server, dock] = [await serverStarts(), await dockStarts()]
      await becomesAvailable()
      draw(job())
      progress.taskbar.draw(half)
      await waitFor('the update', () => dock.updates.length === 1)
      expect(Object.keys(dock.shown())).toEqual(['count', 'count-visible', 'urgent'])
      clock.pass(1_000)
      await waitFor('the repetition', () => dock.updates.length === 2)
      draw()
      await waitFor('the end', () => server.open().length === 0 && clock.pending() === 1)
      clock.pass(1_000)
      await waitFor('everything', () => dock.updates.length === 3)
      expect(dock.shown()).toMatchObject({ count: 3, 'count-visible': true, progress: 0.5 })
    })
  })

  test('without a bus nothing happens, and nothing fails', async () => {
    bus.close()
    address = 'disabled:'
    startProgress()
    progress.taskbar.draw(half)
    expect(isAvailable()).toBe(false)
    await settle()
    draw(job())
    expect(isAvailable()).toBe(false)
  })
})
