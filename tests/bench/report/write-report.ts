import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectFolder } from '../../support/tidings.ts'
import type { Conditions, Machine } from './machine.ts'
import { compare, type Quantity } from './quantity.ts'
import { quantityTable, verdictOf } from './quantity-table.ts'
import { spreadOf } from './spread.ts'

/** What a benchmark has measured. */
export interface Measured {
  readonly quantities: readonly Quantity[]
  /** The figures do not depend on what else the machine does. */
  readonly isExact?: boolean
  /** What happened meanwhile that makes the figures uncertain, each as part of a sentence. */
  readonly disturbances?: readonly string[]
}

export interface Report extends Measured {
  readonly bench: string
  readonly startedAt: Date
  readonly machine: Machine
  readonly before: Conditions
  readonly after: Conditions
  readonly disturbances: readonly string[]
}

/** Prints the table, and writes everything that was measured into a JSON file. */
export function writeReport(report: Report): void {
  const { bench, startedAt, machine, before, after, disturbances, quantities } = report
  const isJudged = disturbances.length === 0
  console.log(`\n${quantityTable(quantities, isJudged)}\n`)
  console.log(
    `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.system}; ` +
      `Electron ${machine.electron}, Node ${machine.node}, commit ${machine.commit}; ` +
      `load ${before.load.toFixed(2)} before, ${after.load.toFixed(2)} after.`,
  )
  if (!isJudged) console.log(`Not judged: ${disturbances.join('; ')}.`)

  const folder = join(projectFolder, 'artifacts/bench')
  mkdirSync(folder, { recursive: true })
  const date = startedAt.toISOString().replace(/\..*/, '').replaceAll(':', '-')
  const file = join(folder, `${bench}-${date}.json`)
  const content = {
    bench,
    startedAt: startedAt.toISOString(),
    machine,
    conditions: { before, after },
    disturbances,
    quantities: quantities.map((quantity) => ({
      ...quantity,
      spreads: Object.fromEntries(
        Object.entries(quantity.samples).map(([name, values]) => [name, spreadOf(values)]),
      ),
      ...compare(quantity),
      verdict: verdictOf(quantity, isJudged),
    })),
  }
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
  console.log(`All figures: ${relative(projectFolder, file)}`)
}
