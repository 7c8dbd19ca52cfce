import { parseArgs } from 'node:util'
import { medianOf } from '../report/spread.ts'
import type { Measured } from '../report/write-report.ts'
import { type Contender, contenders } from './contender.ts'
import { startEventServer } from './event-server.ts'
import { type Measuring, measureRunning, measureStart, parts } from './measure-contender.ts'
import { quantitiesOf, type Round, type Sample } from './quantities.ts'
import { withRecordingDesktop } from './recording-desktop.ts'

const startsEachRound = 3

function readOptions(args: readonly string[]): Pick<Measuring, 'parts' | 'events'> & { rounds: number } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      events: { type: 'string', default: '40' },
      only: { type: 'string', multiple: true },
    },
  })
  const unknown = values.only?.find((name) => !parts.some((part) => part === name))
  if (unknown !== undefined) throw new Error(`--only takes ${parts.join(', ')}, and not "${unknown}".`)
  const chosen = parts.filter((part) => values.only?.includes(part) ?? true)
  return { rounds: Number(values.rounds), events: Number(values.events), parts: new Set(chosen) }
}

/**
 * `npm run bench -- compare [--rounds <n>] [--events <n>] [--only memory|cpu|latency|start]`: Tidings beside the least
 * that an app like it can be (the floor) and beside the usual design, a hidden window. Each in turn, in another order
 * each round, alone on a desktop whose notification server only records. Nothing is attached to them: all is measured
 * from outside.
 */
export function benchCompare(args: readonly string[]): Promise<Measured> {
  const { rounds: count, ...options } = readOptions(args)
  return withRecordingDesktop(async ({ executable, desktop, notifications, folder }) => {
    const server = await startEventServer()
    const apps = contenders(folder, server.url)
    const disturbances = new Set<string>()
    const measuring: Measuring = {
      ...options,
      ...{ desktop, notifications, server },
      arena: { executable, env: desktop.env, nextRequest: server.nextRequest },
      onDisturbed: (disturbance) => disturbances.add(disturbance),
    }
    const rounds: Round[] = []
    try {
      // What is measured is a start with a profile that has been connected before.
      for (const app of apps) await measureStart(measuring, app)
      while (rounds.length < count) {
        const round = await measureRound(measuring, rotated(apps, rounds.length))
        rounds.push(round)
        console.log(`round ${rounds.length} of ${count}: ${JSON.stringify(round)}`)
      }
    } finally {
      server.stop()
    }
    return { quantities: quantitiesOf(rounds), disturbances: [...disturbances] }
  })
}

async function measureRound(measuring: Measuring, apps: readonly Contender[]): Promise<Round> {
  const round: Record<keyof Round, Sample> = { floor: {}, 'hidden window': {}, Tidings: {} }
  if (measuring.parts.has('start')) {
    const passes: Record<keyof Round, number[]> = { floor: [], 'hidden window': [], Tidings: [] }
    for (let pass = 0; pass < startsEachRound; pass += 1) {
      for (const app of apps) passes[app.name].push(await measureStart(measuring, app))
    }
    for (const { name } of apps) round[name] = { start: medianOf(passes[name]) }
  }
  if (measuring.parts.size === 1 && measuring.parts.has('start')) return round
  for (const app of apps) round[app.name] = { ...round[app.name], ...(await measureRunning(measuring, app)) }
  return round
}

/** The same, beginning with another one each time. */
function rotated<Value>(values: readonly Value[], by: number): readonly Value[] {
  const first = by % values.length
  return [...values.slice(first), ...values.slice(0, first)]
}
