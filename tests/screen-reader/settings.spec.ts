import { describe, expect } from 'vitest'
import { invoices } from './events.ts'
import { type Fixtures, test, timesIn, words } from './fixtures.ts'
import { focusFirstRow, pressAndHear, tabTo } from './moves.ts'
import { openHistory } from './open-history.ts'

const tabs = ['notifications', 'general', 'diagnostics', 'about'] as const

const tabNamed = (name: 'servers' | (typeof tabs)[number]) => `${words(`settings.${name}`)} page tab`

/** Opens the settings with the keyboard. Resolves with what is said then. */
async function openSettings(fixtures: Fixtures): Promise<string> {
  await openHistory(fixtures, [invoices])
  await tabTo(fixtures, words('settings.title'))
  return pressAndHear(fixtures, 'Return', 'page tab')
}

/** Opens the settings with this tab. */
async function openTab(fixtures: Fixtures, wanted: (typeof tabs)[number]): Promise<void> {
  await openSettings(fixtures)
  for (const name of tabs.slice(0, tabs.indexOf(wanted) + 1)) {
    await pressAndHear(fixtures, 'Right', tabNamed(name))
  }
}

describe('the settings', () => {
  test('say nothing but their first tab when they open', async ({ fixtures }) => {
    const said = await openSettings(fixtures)
    expect(said).toMatch(/page tab/)
    expect(said).not.toContain(words('welcome.address-hint', { example: words('welcome.example') }))
  })

  test('say each tab that the arrow keys reach', async ({ fixtures }) => {
    await openSettings(fixtures)
    for (const name of tabs) await pressAndHear(fixtures, 'Right', tabNamed(name))
  })

  test('have only stops of the Tab key that say what they are', async ({ fixtures }) => {
    await openTab(fixtures, 'notifications')
    const stops = await tabTo(fixtures, words('settings.quiet-on'))
    expect(stops.filter((said) => !/(button|switch|entry|box|tab)\b/.test(said))).toEqual([])
  })

  test('say of a switch what it is for, and whether it is on', async ({ fixtures }) => {
    await openTab(fixtures, 'notifications')
    const stops = await tabTo(fixtures, `${words('settings.quiet-on')} switch`)
    expect(stops.at(-1)).toMatch(/switch off/)
    expect(stops.at(-1)).toContain(words('settings.quiet-hint'))
    await pressAndHear(fixtures, 'space', /\bon\b/)
  })

  test('say of a list what it is for, and what is chosen', async ({ fixtures }) => {
    await openTab(fixtures, 'general')
    const theme = await tabTo(fixtures, words('settings.theme'))
    expect(theme.at(-1)).toContain('combo box')
    expect(theme.at(-1)).toContain(words('settings.system-default'))
    const items = await tabTo(fixtures, words('settings.keep-items'))
    expect(items.at(-1)).toContain(words('settings.items', { count: 100_000 }))
    expect(items.at(-1)).toContain('2 GB')
  })

  test('say what the export buttons are for', async ({ fixtures }) => {
    await openTab(fixtures, 'general')
    const stops = await tabTo(fixtures, words('settings.export-csv'))
    expect(stops.at(-1)).toContain(words('settings.export'))
  })

  test('say each weekday once', async ({ fixtures }) => {
    await openTab(fixtures, 'notifications')
    await tabTo(fixtures, `${words('settings.quiet-on')} switch`)
    await pressAndHear(fixtures, 'space', /\bon\b/)
    const stops = await tabTo(fixtures, 'toggle button')
    expect(timesIn(stops.at(-1) ?? '', 'Mon')).toBe(1)
  })

  test('lead back to the button they were opened from', async ({ fixtures }) => {
    const { reader } = fixtures
    await openSettings(fixtures)
    const heard = reader.listen()
    await reader.keyboard.press('Escape')
    await heard.until(`${words('settings.title')} push button`, { timeoutMs: 5000 })
  })

  test('lead back to the row they were opened from', async ({ fixtures }) => {
    await openHistory(fixtures, [invoices])
    await focusFirstRow(fixtures, 'Invoice run finished')
    const heard = fixtures.reader.listen()
    await fixtures.reader.keyboard.press('ctrl+comma')
    await heard.until('page tab')
    await pressAndHear(fixtures, 'Escape', 'Invoice run finished')
  })
})
