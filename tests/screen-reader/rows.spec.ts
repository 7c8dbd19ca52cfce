import { describe, expect } from 'vitest'
import { oneOfEach } from './events.ts'
import { type Fixtures, test, timesIn, words } from './fixtures.ts'
import { focusFirstRow, focusNextRow, focusSearch, pressAndHear, tabTo } from './moves.ts'
import { openHistory } from './open-history.ts'

/** What is said of each row, when the arrow keys move through a history with one item of each kind. */
async function readRows(fixtures: Fixtures) {
  await openHistory(fixtures, oneOfEach)
  return {
    critical: await focusFirstRow(fixtures, 'Disk is full'),
    done: await focusNextRow(fixtures, 'Products'),
    failed: await focusNextRow(fixtures, 'Customers'),
    running: await focusNextRow(fixtures, 'Orders 2026'),
    plain: await focusNextRow(fixtures, 'Invoice run finished'),
  }
}

describe('moving through the history with the arrow keys', () => {
  test('says title, message, category and state of each row, and that it is unread', async ({ fixtures }) => {
    const rows = await readRows(fixtures)
    const unread = /\bunread\b/i
    expect(rows.critical).toMatch(unread)
    expect(rows.critical).toContain(words('item.critical'))
    expect(rows.done).toMatch(unread)
    expect(rows.done).toMatch(/Products.*Your export is ready!.*export/)
    expect(rows.done).toContain(words('item.succeeded'))
    expect(rows.failed).toMatch(unread)
    expect(rows.failed).toMatch(/Customers.*Row 50 is broken.*export/)
    expect(rows.failed).toContain(words('item.failed'))
    expect(rows.running).toMatch(/Orders 2026.*42,000 of 100,000 rows.*export/)
    expect(rows.plain).toMatch(unread)
    expect(rows.plain).toMatch(/Invoice run finished.*312 invoices were sent.*billing/)
    expect(timesIn(rows.failed, 'Customers')).toBe(1)
    expect(timesIn(rows.failed, 'Row 50')).toBe(1)
  })

  test('says how far a job has got', async ({ fixtures }) => {
    const { running } = await readRows(fixtures)
    expect(running).toContain(words('item.running'))
    expect(running).toMatch(/42 ?(%|percent)/)
  })

  test('says when it was', async ({ fixtures }) => {
    const { plain } = await readRows(fixtures)
    expect(plain).toMatch(new RegExp(`${words('time.just-now')}|\\d min ago`))
  })

  test('needs no command for the screen reader', async ({ fixtures }) => {
    const { reader } = fixtures
    await openHistory(fixtures, oneOfEach)
    await focusFirstRow(fixtures, 'Disk is full')
    const heard = reader.listen()
    await reader.keyboard.press('Down')
    await heard.until(/Products.*Your export is ready!/, { timeoutMs: 5000 })
  })
})

test('the number of items that a search has found is said', async ({ fixtures }) => {
  await openHistory(fixtures, oneOfEach)
  await focusSearch(fixtures)
  await pressAndHear(fixtures, 'x', words('history.found', { count: 3 }))
  await pressAndHear(fixtures, 'z', words('history.found', { count: 0 }))
})

test('a filter says whether it is on', async ({ fixtures }) => {
  await openHistory(fixtures, oneOfEach)
  await focusSearch(fixtures)
  const stops = await tabTo(fixtures, new RegExp(`${words('filter.jobs')} toggle button`))
  expect(stops.at(-1)).toContain('not pressed')
  const pressed = await pressAndHear(fixtures, 'space', /pressed/)
  expect(pressed).not.toContain('not pressed')
})
