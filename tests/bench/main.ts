import { setTimeout as delay } from 'node:timers/promises'
import { resolveElectron } from '../support/electron-runtime.ts'
import { launch } from '../support/prepare.ts'
import { benchBackend } from './backend.ts'
import { benchBurst } from './burst.ts'
import { benchCategories } from './categories.ts'
import { benchCompare } from './compare/compare.ts'
import { benchDay } from './day.ts'
import { benchMillion } from './million.ts'
import { benchOpenings } from './openings.ts'
import { describeMachine, disturbances, quietLoad, readConditions, readLoad } from './report/machine.ts'
import { type Measured, writeReport } from './report/write-report.ts'
import { benchRest } from './rest.ts'
import { benchSize } from './size.ts'
import { benchStore } from './store.ts'
import { benchWindow } from './window.ts'

// `npm run bench`: all benchmarks, one after the other. `npm run bench -- <name> [<arguments>]`: only this one.

type Bench = (args: readonly string[]) => Promise<Measured | undefined>

const benches = new Map<string, Bench>([
  ['compare', benchCompare],
  ['rest', benchRest],
  ['window', benchWindow],
  ['burst', benchBurst],
  ['categories', benchCategories],
  ['store', benchStore],
  ['million', benchMillion],
  ['openings', benchOpenings],
  ['day', benchDay],
  ['size', benchSize],
  ['backend', benchBackend],
])

async function run(name: string, bench: Bench, args: readonly string[]): Promise<void> {
  const electron = await resolveElectron(() => {})
  const startedAt = new Date()
  const before = readConditions(electron.directory)
  const measured = await bench(args)
  if (measured === undefined) return
  const after = readConditions(electron.directory)
  writeReport({
    bench: name,
    startedAt,
    machine: describeMachine(electron),
    ...{ before, after, quantities: measured.quantities },
    disturbances:
      measured.isExact === true
        ? []
        : [...new Set([...disturbances(before, after), ...(measured.disturbances ?? [])])],
  })
}

/** The benchmark before has kept the machine busy; does not wait for others, who may be there for long. */
async function waitUntilQuiet(): Promise<void> {
  const giveUpAt = performance.now() + 5 * 60_000
  while (!(readLoad() <= quietLoad) && performance.now() < giveUpAt) await delay(5_000)
}

await launch(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined) {
    const wasQuiet = readLoad() <= quietLoad
    const failed: string[] = []
    for (const [each, bench] of benches) {
      if (wasQuiet) await waitUntilQuiet()
      console.log(`\n== ${each}`)
      // The others have taken long, or will.
      await run(each, bench, []).catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : error)
        failed.push(each)
      })
    }
    if (failed.length > 0) console.error(`\nNot measured: ${failed.join(', ')}.`)
    return failed.length === 0 ? 0 : 1
  }
  const bench = benches.get(name)
  if (bench === undefined)
    throw new Error(`There is no benchmark "${name}": ${[...benches.keys()].join(', ')}.`)
  await run(name, bench, args)
  return 0
})
