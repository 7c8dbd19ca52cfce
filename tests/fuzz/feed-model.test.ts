import { expect, test } from 'vitest'
import { openStore } from '../../electron/store/open-store.ts'
import { seededRandom } from '../unit/feed/seeded-random.ts'
import { type FeedRun, startFeedRun } from './feed-run.ts'
import { hasUniqueIds, modelOrigin, type SentEvent, type ServerHabits } from './model-server.ts'

// Servers as people write them, by chance, against the feed and the store. FEED_RUNS plays more, FEED_SEED one alone.

const second = 1000
const minute = 60 * second
const runs = Number(process.env.FEED_RUNS ?? 1_000)

function habitsOf(seed: number): ServerHabits {
  const random = seededRandom(seed)
  const pick = <T>(...choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(random() * choices.length)] ?? choices[0]
  return {
    ids: pick('none', 'per-connection', 'seconds', 'constant', 'snowflake', 'counter'),
    replay: pick('none', 'after-id', 'after-id', 'all'),
    says: pick('greeting', 'header', 'nothing'),
    heartbeats: pick('none', 'comment', 'event', 'event-with-id'),
    namesItems: pick(true, false),
    failures: pick(0, 2, 5),
    brokenCursor: pick('never', 'never', 'never', 'refused', 'cut'),
    ends: pick('never', 'planned', 'cut'),
    secondStream: pick('serves-both', 'serves-both', 'ends-first', 'refuses'),
    lagMs: pick(0, 300),
  }
}

/** Events that share an SSE id and have none of their own: only the content tells them apart. */
const needsContent = (habits: ServerHabits) =>
  !habits.namesItems && habits.ids !== 'none' && !hasUniqueIds(habits)

/** Whether an event has something by which it is known when it comes again. */
const isRecognizable = ({ ids, namesItems, heartbeats, replay }: ServerHabits) =>
  namesItems ||
  // It comes again only on two streams at once, and then the feed compares.
  replay === 'none' ||
  (ids !== 'none' && !(ids === 'per-connection' && heartbeats === 'event-with-id'))

/** Since the first stream, all that the server has sent to anybody. */
const sentSince = ({ server }: FeedRun): readonly SentEvent[] =>
  server.events.slice(server.firstSeen() ?? server.events.length)

const isThere = (run: FeedRun, { message, isTooLarge, id }: SentEvent) =>
  isTooLarge ? id === null || run.has(id) : run.has(message)

function missing(run: FeedRun, events: readonly SentEvent[]): readonly string[] {
  return events.filter((event) => !isThere(run, event)).map(({ message }) => message)
}

async function act(run: FeedRun, habits: ServerHabits): Promise<void> {
  const { server, number } = run
  switch (number(14)) {
    case 0:
      return run.pass(number(3) * 100)
    case 1:
      return run.pass(number(90) * second)
    case 2:
      return run.pass(number(12) * minute)
    case 3:
      server.end('clean')
      return
    case 4:
      server.end('cut')
      return
    case 5:
      run.restart()
      return
    case 6:
      run.kill()
      return
    case 7:
      run.failWrite()
      return
    case 8:
      if (habits.failures > 0) run.renewToken()
      return
    case 9:
      server.beat()
      return
    case 10:
      run.swapToken()
      return
    case 11:
      run.swapToken()
      // On its way while the new stream is opened.
      await run.pass(number(2 * habits.lagMs))
      server.publish(false)
      return
    default:
      server.publish(number(6) === 0)
  }
}

/** The invariants of the product that hold at every moment. */
function checkNow(run: FeedRun, habits: ServerHabits): void {
  const { server, bugs, notified } = run
  const { connection, completeness } = run.status()
  expect(bugs, 'no bug').toEqual([])
  expect(server.openStreams().most, 'streams at once').toBeLessThanOrEqual(2)
  // 2: an item notifies at most once.
  if (isRecognizable(habits)) expect(new Set(notified).size, 'notified once').toBe(notified.length)
  // 7: the token goes to its origin only.
  expect(server.requests.every(({ token, origin }) => token === undefined || origin === modelOrigin)).toBe(
    true,
  )
  // 10: what the status says is true, as far as it can be known.
  if (connection.kind === 'open' && server.isQuiet()) expect(server.isStreaming(), 'open').toBe(true)
  if (completeness.kind === 'proven' && server.isQuiet())
    expect(missing(run, sentSince(run)), 'proven').toEqual([])
  // 1: the cursor never passes an event that is neither stored nor rejected.
  const cursor = run.cursor()
  if (hasUniqueIds(habits) && cursor !== null) {
    const index = server.events.findIndex(({ id }) => id === cursor)
    const passed = server.events.slice(0, index + 1)
    const first = passed.findIndex((event) => isThere(run, event))
    const canMiss = habits.replay === 'none' || run.hadGap()
    expect(missing(run, canMiss ? passed.slice(-1) : passed.slice(Math.max(first, 0))), 'cursor').toEqual([])
  }
}

/** 8: what the server can send again is there in the end, or the app says that something is missing. */
function checkAtEnd(run: FeedRun, habits: ServerHabits): void {
  const { replay, says } = habits
  expect(run.status().connection.kind, 'in the end').toBe('open')
  expect(run.server.openStreams().now, 'in the end').toBe(1)
  const all = sentSince(run)
  const isReplayed = replay === 'all' || (replay === 'after-id' && hasUniqueIds(habits))
  if (!isReplayed || run.hadGap()) return
  const first = replay === 'all' ? 0 : all.findIndex((event) => isThere(run, event))
  expect(missing(run, first === -1 ? [] : all.slice(first)), 'in the end').toEqual([])
  if (says === 'nothing' && run.status().completeness.kind === 'proven') {
    expect(missing(run, all), 'proven in the end').toEqual([])
  }
}

/** A stream without heartbeats may just have been given up. */
async function becomeOpen(run: FeedRun): Promise<void> {
  for (let tries = 0; tries < 5 && run.status().connection.kind !== 'open'; tries += 1) await run.pass(minute)
}

async function playRun(history: Parameters<typeof startFeedRun>[0], seed: number): Promise<void> {
  const habits = habitsOf(seed)
  const run = startFeedRun(history, habits, seed)
  try {
    await run.settle()
    for (let step = 5 + run.number(25); step > 0; step -= 1) {
      await act(run, habits)
      await run.pass(habits.lagMs)
      checkNow(run, habits)
    }
    run.heal()
    await run.pass(20 * minute)
    await becomeOpen(run)
    checkNow(run, habits)
    run.server.publish(false)
    await run.pass(habits.lagMs)
    checkNow(run, habits)
    await becomeOpen(run)
    checkAtEnd(run, habits)
  } catch (error) {
    const { connection, gap, completeness } = run.status()
    const seen = JSON.stringify({ habits, connection, gap, completeness, cursor: run.cursor() })
    throw new Error(`Seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${seen}`, {
      cause: error,
    })
  } finally {
    run.stop()
  }
}

async function playRuns(isPlayed: (habits: ServerHabits) => boolean): Promise<void> {
  let now = () => 0
  const opened = openStore(':memory:', { now: () => now() })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  const history = {
    store: opened.store,
    setClock: (clock: () => number) => {
      now = clock
    },
  }
  try {
    const only = process.env.FEED_SEED
    const seeds = only === undefined ? Array.from({ length: runs }, (_, index) => index + 1) : [Number(only)]
    for (const seed of seeds) if (isPlayed(habitsOf(seed))) await playRun(history, seed)
  } finally {
    opened.store.close()
  }
}

test('whatever a server does, nothing that can be had is lost, nothing notifies twice, and the status is true', {
  timeout: 120_000,
}, async () => {
  await playRuns((habits) => !needsContent(habits))
})

test('the same for servers whose ids name nothing: the content tells events apart', {
  timeout: 120_000,
}, async () => {
  await playRuns(needsContent)
})
