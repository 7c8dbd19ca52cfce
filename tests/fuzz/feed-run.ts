import { setImmediate as nextTurn } from 'node:timers/promises'
import { defaultLimits } from '../../electron/feed/limits.ts'
import type { FeedStatus } from '../../electron/model/connection.ts'
import { parseSource } from '../../electron/model/source.ts'
import { startIngest } from '../../electron/servers/ingest.ts'
import type { HistoryWriter } from '../../electron/store/history-writer.ts'
import type { Store } from '../../electron/store/open-store.ts'
import { type ManualClock, manualClock } from '../unit/feed/manual-clock.ts'
import { seededRandom } from '../unit/feed/seeded-random.ts'
import { createModelServer, type ModelServer, modelOrigin, type ServerHabits } from './model-server.ts'

const maxEventBytes = 300

/** The feed and the real store against a server in memory; time passes by hand. */
export interface FeedRun {
  readonly clock: ManualClock
  readonly server: ModelServer
  readonly status: () => FeedStatus
  /** The number of the next thing that chance decides, from 0 up to, but not including, `below`. */
  readonly number: (below: number) => number
  /** What notified, in order. */
  readonly notified: readonly string[]
  readonly cursor: () => string | null
  /** Whether the event is in the history, or was rejected. */
  readonly has: (message: string) => boolean
  /** Whether it was ever said that something is missing. */
  readonly hadGap: () => boolean
  readonly bugs: readonly string[]
  readonly restart: () => void
  /** Ends the app without a warning, and starts it again on the same history. */
  readonly kill: () => void
  /** The next write to the history fails. */
  readonly failWrite: () => void
  readonly renewToken: () => void
  /** The same, and the feed learns of it. */
  readonly swapToken: () => void
  /** From now on server and disk work. */
  readonly heal: () => void
  /** Resolves when everything that was sent has been worked off. */
  readonly settle: () => Promise<void>
  readonly pass: (ms: number) => Promise<void>
  readonly stop: () => void
}

/** @param history a store that many runs share; each run has a server address of its own */
export function startFeedRun(
  history: { readonly store: Store; readonly setClock: (now: () => number) => void },
  habits: ServerHabits,
  seed: number,
): FeedRun {
  const { store } = history
  const random = seededRandom(seed)
  const number = (below: number) => Math.floor(random() * below)
  const clock = manualClock()
  history.setClock(clock.now)
  const source = parseSource(`${modelOrigin}/${seed}/${habits.ids}/${habits.replay}`)
  if (source.kind === 'invalid') throw new Error(source.address)
  // What the feed or the server has begun; a timer that begins nothing needs no wait.
  let activity = 0
  const server = createModelServer(habits, number, clock, maxEventBytes, () => {
    activity += 1
  })
  const notified: string[] = []
  const bugs: string[] = []
  const known = new Set<string>()
  let tokens = 1
  let token = 't1'
  let hadGap = false
  let failsNext = false
  let process = startProcess()

  function startProcess() {
    let isAlive = true
    const writer: HistoryWriter = {
      write: async (change) => {
        // Nothing is written, and nothing answered, after the end of the process.
        if (!isAlive) return new Promise(() => {})
        if (failsNext && (change.type === 'append-events' || change.type === 'set-cursor')) {
          failsNext = false
          return { kind: 'failed', reason: 'disk-full' }
        }
        const result = store.apply(change)
        if (change.type === 'append-events' && result.kind === 'written') {
          for (const { event, decoded } of change.events) {
            if (decoded.kind === 'rejected') known.add(event.eventId ?? '')
          }
          for (const { arrived } of result.outcomes) {
            if (arrived?.message != null) known.add(arrived.message)
          }
        }
        return result
      },
      flush: async () => {
        activity += 1
      },
    }
    const feed = startIngest({
      source: source.kind === 'source' ? source : never(),
      token: () => token,
      reader: store,
      writer,
      network: { fetch: server.fetch, isOnline: () => true, addresses: () => [] },
      clock,
      random,
      limits: { ...defaultLimits, maxEventBytes },
      log: {
        info: () => {
          activity += 1
        },
        warn: () => {},
        error: (message, error) => bugs.push(`${message} ${error}`),
      },
      onStatus: ({ gap }) => {
        activity += 1
        hadGap ||= gap !== null
      },
      onOpen: () => {},
      onRevision: () => {},
      onArrival: ({ message }) => notified.push(message ?? ''),
    })
    return {
      feed,
      kill: () => {
        isAlive = false
        feed.stop()
      },
    }
  }

  const renewToken = () => {
    tokens += 1
    token = `t${tokens}`
    server.validToken(token)
  }

  const settle = async () => {
    for (let turn = 0; turn < 2; turn += 1) await nextTurn()
  }

  return {
    clock,
    server,
    status: () => process.feed.status(),
    number,
    notified,
    bugs,
    cursor: () => store.cursor(source.id),
    has: (message) => known.has(message),
    hadGap: () => hadGap,
    restart: () => process.feed.restart(),
    kill: () => {
      process.kill()
      process = startProcess()
    },
    failWrite: () => {
      failsNext = true
    },
    heal: () => {
      failsNext = false
      server.heal()
    },
    renewToken,
    swapToken: () => {
      renewToken()
      process.feed.renew()
    },
    settle,
    pass: async (ms) => {
      const endsAt = clock.now() + ms
      await settle()
      for (;;) {
        const next = clock.nextInMs()
        const left = endsAt - clock.now()
        if (next === null || next > left) break
        const before = activity
        clock.pass(next)
        if (activity !== before) await settle()
      }
      clock.pass(endsAt - clock.now())
      await settle()
    },
    stop: () => process.feed.stop(),
  }
}

function never(): never {
  throw new Error('the address of the model is valid')
}
