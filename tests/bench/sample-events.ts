import type { DecodeResult } from '../../electron/model/event.ts'
import { seededRandom } from '../support/seeded-random.ts'

const words =
  'export invoice orders run finished customer report monthly weekly billing refund shipment delayed warehouse payment received pending contract signed draft review 出力 請求書 注文 完了 東京 отчет готов fällig'.split(
    ' ',
  )
const categories = ['export', 'billing', 'orders', 'system']

/** The n-th event of a busy company, the same each time: every fifth ends a job, every 25th of those failed. */
export function sampleEvent(number: number): DecodeResult {
  const random = seededRandom(number)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const some = (count: number) => Array.from({ length: count }, () => pick(words)).join(' ')
  const said = {
    title: `Report ${number} ${some(2)}`,
    message: `${some(7)}${number % 25_000 === 7 ? ' zebra 鯨' : ''}`,
    category: pick(categories) ?? null,
    createdAt: null,
    url: `https://app.example.com/runs/${number}`,
  }
  if (number % 5 !== 0) {
    const priority = number % 50 === 1 ? 'high' : 'normal'
    return {
      kind: 'event',
      event: { type: 'notification', id: `n-${number}`, revision: null, priority, ...said },
    }
  }
  const state = number % 125 === 0 ? 'failed' : 'succeeded'
  const job = { attempt: null, priority: null, progress: null, download: null }
  return { kind: 'event', event: { type: 'job', id: `exp-${number}`, state, ...job, ...said } }
}
