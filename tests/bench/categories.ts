import { fillHistory } from '../support/fill-history.ts'
import { compareOpenings, type OpenedHistory } from './compare-openings.ts'
import { readRounds } from './report/read-rounds.ts'
import type { Measured } from './report/write-report.ts'
import { sampleEvent } from './sample-events.ts'

const count = 10_000
const few = '4 categories'
const many = '10,000 categories'

function history(name: string, categoryOf: (number: number) => string): OpenedHistory {
  return {
    name,
    text: `Report ${count} `,
    fill: ({ userDataDir }, { streamUrl }) =>
      fillHistory(userDataDir, streamUrl, count, (number) => {
        const decoded = sampleEvent(number)
        if (decoded.kind !== 'event') return decoded
        return { ...decoded, event: { ...decoded.event, category: categoryOf(number) } }
      }),
  }
}

/**
 * `npm run bench -- categories [--rounds <n>]`: the window on 10,000 items, each with a category of its own, compared with
 * as many that share a few. How 10,000 of them arrive at once is measured by `burst`.
 */
export async function benchCategories(args: readonly string[]): Promise<Measured> {
  const samples = await compareOpenings(readRounds(args, 10).rounds, [
    history(few, (number) => `Category ${number % 4}`),
    history(many, (number) => `Category ${number}`),
  ])
  return {
    quantities: [
      {
        ...{ name: 'tray click to first paint of the list', unit: 'ms', samples, subject: many, base: few },
        bar: { kind: 'ratio', most: 1.3 },
      },
    ],
  }
}
