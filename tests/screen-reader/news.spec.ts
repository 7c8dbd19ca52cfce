import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { failed, invoices, orders } from './events.ts'
import { type Fixtures, test, timesIn, words } from './fixtures.ts'
import { focusFirstRow, focusNextRow } from './moves.ts'
import { openHistory } from './open-history.ts'

describe('what arrives', () => {
  test('is announced by its title, once', async ({ fixtures }) => {
    const { reader, backend } = fixtures
    await openHistory(fixtures)
    const heard = reader.listen()
    await backend.publish(invoices)
    await heard.until('Invoice run finished')
    await reader.catchUp()
    expect(timesIn(heard.text(), 'Invoice run finished')).toBe(1)
  })

  test('is announced as failed when it has failed', async ({ fixtures }) => {
    const { reader, backend } = fixtures
    await openHistory(fixtures)
    const heard = reader.listen()
    await backend.publish(failed)
    await heard.until(`${words('item.failed')}: Customers`)
  })

  test('is announced in few words when it is much', async ({ fixtures }) => {
    const { reader, backend } = fixtures
    await openHistory(fixtures)
    const heard = reader.listen()
    for (let number = 1; number <= 200; number += 1) {
      await backend.publish({ ...invoices, id: `many-${number}`, title: `Invoice ${number}` })
    }
    await heard.until('Invoice 200')
    await reader.catchUp()
    expect(heard.utterances().length).toBeLessThan(20)
  })
})

const steps = 40

/** Lets the job go on by steps of one percent, each of them shown. */
async function proceed({ backend }: Fixtures, page: Page): Promise<void> {
  for (let percent = 1; percent <= steps; percent += 1) {
    await backend.publish(orders(percent))
    await page.getByText(new RegExp(`^${percent}\\s?%$`)).waitFor()
  }
}

describe('a job that goes on', () => {
  test('is heard of from time to time, not at each step', async ({ fixtures }) => {
    const { reader } = fixtures
    const { page } = await openHistory(fixtures, [orders(0)])
    const heard = reader.listen()
    await proceed(fixtures, page)
    await reader.catchUp()
    expect(heard.utterances().length).toBeLessThan(steps / 2)
  })

  test('nor with the focus on its row', async ({ fixtures }) => {
    const { reader } = fixtures
    const { page } = await openHistory(fixtures, [orders(0)])
    await focusFirstRow(fixtures, 'Orders 2026')
    const heard = reader.listen()
    await proceed(fixtures, page)
    await reader.catchUp()
    expect(heard.utterances().length).toBeLessThan(steps / 2)
  })

  test('is announced once when it ends', async ({ fixtures }) => {
    const { reader, backend } = fixtures
    await openHistory(fixtures, [orders(40), invoices])
    const heard = reader.listen()
    await backend.publish(orders(100, 'succeeded'))
    await heard.until(`${words('item.succeeded')}: Orders 2026`)
    await reader.catchUp()
    expect(timesIn(heard.text(), 'Orders 2026')).toBe(1)
  })

  test('says nothing of other items when it ends and has the focus', async ({ fixtures }) => {
    const { reader, backend } = fixtures
    await openHistory(fixtures, [orders(40), invoices])
    await focusFirstRow(fixtures, 'Invoice run finished')
    await focusNextRow(fixtures, 'Orders 2026')
    const heard = reader.listen()
    await backend.publish(orders(100, 'succeeded'))
    await heard.until(words('item.succeeded'))
    await reader.catchUp()
    expect(heard.text()).not.toContain('Invoice run finished')
  })
})
