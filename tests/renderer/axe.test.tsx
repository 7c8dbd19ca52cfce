// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { createI18n } from '../support/i18n.ts'
import { isScenario, scenarios } from './harness/scenarios.ts'
import { now, openWindow } from './open-window.tsx'

// Colours and sizes are looked at in a real browser; what needs no layout is looked at here.
const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } }

async function violations() {
  const { violations: found } = await axe.run(document, { rules })
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

describe('axe finds nothing to complain about', () => {
  document.title = 'Tidings'
  test.each(Object.keys(scenarios).filter(isScenario))('%s', async (name) => {
    await openWindow(scenarios[name](now, createI18n('en')))
    expect(await violations()).toEqual([])
  })

  test('details of several connections', async () => {
    const { user } = await openWindow(scenarios['five-servers'](now, createI18n('en')))
    await user.click(screen.getByRole('button', { name: 'Connection details' }))
    expect(await violations()).toEqual([])
  })

  test.each(['', 'in', 'xyzzy'])('the command palette: “%s”', async (typed) => {
    const { user, clock, follow } = await openWindow(scenarios.connected(now))
    await user.keyboard('{Control>}k{/Control}')
    if (typed !== '') await user.type(screen.getByRole('combobox'), typed)
    await follow(() => clock.pass(150))
    expect(await violations()).toEqual([])
  })

  test('the overview of the keys', async () => {
    const { user } = await openWindow(scenarios.connected(now))
    await user.keyboard('?')
    expect(await violations()).toEqual([])
  })

  test('filter', async () => {
    const { user } = await openWindow(scenarios['five-servers'](now, createI18n('en')))
    await user.click(screen.getByRole('button', { name: 'Filter' }))
    expect(await violations()).toEqual([])
  })

  test.each(['signed-in', 'five-servers', 'twenty-servers', 'sign-in-code'] as const)(
    'settings: servers, %s',
    async (name) => {
      const { user } = await openWindow(scenarios[name](now, createI18n('en')))
      await user.click(screen.getByRole('button', { name: 'Settings' }))
      expect(await violations()).toEqual([])
    },
  )

  test('the card of a server, its forms, and the question whether to remove it', async () => {
    const { user } = await openWindow(scenarios['two-servers'](now))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('button', { name: /^Billing/ }))
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Change address' }))
    await user.click(screen.getByRole('button', { name: 'Add a server' }))
    expect(await violations()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Remove Billing' }))
    expect(await violations()).toEqual([])
  })

  test.each(['Servers', 'Notifications', 'General', 'Diagnostics', 'About'])('settings: %s', async (tab) => {
    const { user } = await openWindow(scenarios.settings(now, createI18n('en')))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('tab', { name: tab }))
    expect(await violations()).toEqual([])
  })
})
