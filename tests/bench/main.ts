import { launch } from '../support/prepare.ts'
import { benchBackend } from './backend.ts'
import { benchBurst } from './burst.ts'
import { benchMillion } from './million.ts'
import { benchRest } from './rest.ts'
import { benchStore } from './store.ts'
import { benchWindow } from './window.ts'

// `npm run bench`: all benchmarks, one after the other. `npm run bench -- <name> [<arguments>]`: only this one.

const benches = new Map<string, (args: readonly string[]) => Promise<void>>([
  ['rest', benchRest],
  ['window', benchWindow],
  ['burst', benchBurst],
  ['store', benchStore],
  ['million', benchMillion],
  ['backend', benchBackend],
])

await launch(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined) {
    for (const [each, bench] of benches) {
      console.log(`\n== ${each}`)
      await bench([])
    }
    return 0
  }
  const bench = benches.get(name)
  if (bench === undefined)
    throw new Error(`There is no benchmark "${name}": ${[...benches.keys()].join(', ')}.`)
  await bench(args)
  return 0
})
