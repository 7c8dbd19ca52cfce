import { type BusMessage, connectBus } from './bus-client.ts'

/** A job view, as its program has it. */
export interface ShownJobView {
  readonly path: string
  /** The arguments of `requestView`. */
  readonly request: readonly unknown[]
  /** The properties as they were last sent (V3), or the last arguments of each method (V2). */
  readonly properties: Readonly<Record<string, unknown>>
  /** How many calls have changed it. */
  readonly changes: number
  /** The arguments of `terminate`; undefined: it is on the screen. */
  readonly end: readonly unknown[] | undefined
}

export interface JobViewServerScript {
  /** The interfaces that it has: kuiserver had only the older ones. Default V3. */
  readonly version?: 'V2' | 'V3'
  /** Answers nothing to this method. */
  readonly hangsAt?: 'requestView' | 'update'
  /** Answers `requestView` with an error. */
  readonly refuses?: boolean
}

/** A job view server that a test reads and operates, and that draws nothing. */
export interface JobViewServer {
  /** In the order in which they were requested. */
  readonly views: () => readonly ShownJobView[]
  /** Those that have not ended. */
  readonly open: () => readonly ShownJobView[]
  /** The user presses Cancel. */
  readonly cancel: (view: ShownJobView) => void
  /** How many calls wait for an answer. */
  readonly waiting: () => number
  /** Answers the calls that it has delayed. */
  readonly wakeUp: () => void
  readonly stop: () => void
}

/**
 * Serves what KDE's interface definitions say (kf5_org.kde.JobViewServer.xml, kf5_org.kde.JobViewV2.xml of
 * KJobWidgets; org.kde.JobViewServerV2 and org.kde.JobViewV3 as plasmashell has them).
 */
export async function startJobViewServer(
  address: string,
  script: JobViewServerScript = {},
): Promise<JobViewServer> {
  const { version = 'V3' } = script
  const bus = await connectBus(address)
  const views = new Map<string, ShownJobView>()
  const delayed: (() => void)[] = []

  const change = (view: ShownJobView, properties: Readonly<Record<string, unknown>>) =>
    views.set(view.path, {
      ...view,
      properties: { ...view.properties, ...properties },
      changes: view.changes + 1,
    })
  const requestView = (call: BusMessage) => {
    const path = `/org/kde/notificationmanager/jobs/JobView_${views.size + 1}`
    views.set(path, { path, request: call.body, properties: {}, changes: 0, end: undefined })
    bus.reply(call, 'o', [path])
  }
  const answer = (call: BusMessage) => {
    const view = views.get(call.path)
    const wanted =
      view === undefined
        ? `org.kde.JobViewServer${version === 'V3' ? 'V2' : ''}`
        : `org.kde.JobView${version}`
    const isServer = view === undefined && call.path === '/JobViewServer' && call.member === 'requestView'
    if (call.interface !== wanted || (view === undefined && !isServer) || view?.end !== undefined) {
      return bus.refuse(call, 'org.freedesktop.DBus.Error.UnknownInterface', call.interface)
    }
    if (script.refuses) return bus.refuse(call, 'org.freedesktop.DBus.Error.Failed', 'no')
    if (view === undefined) return requestView(call)
    if (call.member === 'terminate') views.set(view.path, { ...view, end: call.body })
    else if (version === 'V3') change(view, call.body[0] as Readonly<Record<string, unknown>>)
    else change(view, { [call.member]: call.body })
    bus.reply(call, '', [])
  }
  bus.serve((call) => {
    if (call.member === script.hangsAt) delayed.push(() => answer(call))
    else answer(call)
  })
  await bus.own('org.kde.kuiserver')
  await bus.own('org.kde.JobViewServer')

  return {
    views: () => [...views.values()],
    open: () => [...views.values()].filter(({ end }) => end === undefined),
    cancel: ({ path }) =>
      bus.emit({ path, interface: `org.kde.JobView${version}` }, 'cancelRequested', '', []),
    waiting: () => delayed.length,
    wakeUp: () => {
      for (const late of delayed.splice(0)) late()
    },
    stop: bus.close,
  }
}
