// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { createI18n } from '../../electron/i18n/i18n.ts'
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

  test.each(['Servers', 'Notifications', 'General', 'Diagnostics', 'About'])('settings: %s', async (tab) => {
    const { user } = await openWindow(scenarios.settings(now, createI18n('en')))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('tab', { name: tab }))
    expect(await violations()).toEqual([])
  })
})
