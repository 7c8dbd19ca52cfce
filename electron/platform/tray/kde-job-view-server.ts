import { z } from 'zod'
import type { ProgressEnd, ProgressView } from '../../tray/progress-views.ts'
import type { BusTarget } from '../dbus/bus-connection.ts'
import type { SessionBus } from '../dbus/session-bus.ts'
import { endMessages, updateMessages, type ViewMessage } from './kde-job-view-messages.ts'

export type JobViewServer = ReturnType<typeof createJobViewServer>
export type JobViewHandle = NonNullable<Awaited<ReturnType<JobViewServer['open']>>>

/** The bits of KJob's capabilities. */
const killable = 1

/** Later than this a view that comes would be an orphan, which KDE ends only when the app quits. */
const openTimeoutMs = 60_000

const answerSchema = z.tuple([z.string().startsWith('/')])

/**
 * The program that shows KDE's job views, while it runs.
 *
 * @param owner the unique name of the program, so that no call starts another one
 * @param onUnusable it has refused a view, or did not answer
 */
export function createJobViewServer(
  bus: Pick<SessionBus, 'call' | 'watchSignals'>,
  owner: string,
  onUnusable: () => void,
) {
  /** Plasma has V3 since 5.20, and kuiserver V2. */
  let version: 'V2' | 'V3' = 'V3'

  const requestView = ({ canCancel }: ProgressView) => {
    const capabilities = canCancel ? killable : 0
    // `transient`: what has succeeded is removed without a word. The hint `immediate` is left out, so that KDE waits half a
    // second, and what is done at once does not flash up.
    const hints = [
      ['transient', ['b', true]],
      ['application-display-name', ['s', 'Tidings']],
      ['application-icon-name', ['s', 'tidings']],
    ]
    const [name, signature, args] =
      version === 'V3'
        ? ['org.kde.JobViewServerV2', 'sia{sv}', ['tidings', capabilities, hints]]
        : ['org.kde.JobViewServer', 'ssi', ['tidings', 'tidings', capabilities]]
    const target = { service: owner, path: '/JobViewServer', interface: name }
    return bus.call(target, 'requestView', { signature, args, timeoutMs: openTimeoutMs })
  }

  return {
    /** Resolves to null when there is no view. */
    open: async (view: ProgressView) => {
      let result = await requestView(view)
      if (result.kind === 'refused' && version === 'V3') {
        version = 'V2'
        result = await requestView(view)
      }
      const [path] = result.kind === 'answered' ? (answerSchema.safeParse(result.body).data ?? []) : []
      if (path === undefined) {
        onUnusable()
        return null
      }
      const ownVersion = version
      const target: BusTarget = { service: owner, path, interface: `org.kde.JobView${ownVersion}` }
      const send = (messages: readonly ViewMessage[]) =>
        Promise.all(messages.map(({ member, ...call }) => bus.call(target, member, call)))
      return {
        /** Resolves when the server has answered, or should have. */
        update: (before: ProgressView | null, after: ProgressView): Promise<unknown> =>
          send(updateMessages(ownVersion, before, after)),
        end: (end: ProgressEnd): Promise<unknown> => send(endMessages(ownVersion, end)),
        /** Calls back when the user cancels it. Returns an unsubscribe function. */
        watchCancel: (listener: () => void): (() => void) =>
          bus.watchSignals(target, ({ member, sender }) => {
            if (member === 'cancelRequested' && sender === owner) listener()
          }),
      }
    },
  }
}
