// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { newestRelease } from '../../renderer/settings/changelog.ts'
import { openWindow } from './open-window.tsx'

async function openAbout() {
  const opened = await openWindow()
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  await opened.user.click(screen.getByRole('tab', { name: 'About' }))
  return opened
}

test('a problem is reported with one button, which says what to do next', async () => {
  const { bridge, user } = await openAbout()
  await user.click(screen.getByRole('button', { name: 'Report a problem' }))
  expect(bridge.sent.at(-1)).toEqual({ type: 'report-problem' })
  expect(screen.getByText(/Paste it on the page/)).toBeDefined()
})

test('what is new can be read, and Escape leads back to the settings', async () => {
  const { user } = await openAbout()
  await user.click(screen.getByRole('button', { name: 'What’s new' }))
  const dialog = screen.getByRole('dialog', { name: /What’s new in Tidings/ })
  expect(within(dialog).getAllByRole('listitem').length).toBeGreaterThan(3)
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('tab', { name: 'About' })).toBeDefined()
})

describe('the newest release', () => {
  test('is the first section of the changelog, as plain text', () => {
    const changelog = `# Changelog

Intro.

## [1.2.0] - 2026-11-22

### Added

- \`tidings --wait\` waits, as [the guide](guide.md) says
  in **full**.

### Fixed

- One thing.

## 1.1.0 - 2026-10-01

- Old.
`
    expect(newestRelease(changelog)).toEqual({
      version: '1.2.0',
      changes: ['tidings --wait waits, as the guide says in full.', 'One thing.'],
    })
  })

  test('may have no number, and may say nothing', () => {
    expect(newestRelease('## Unreleased\n\n- New.\n')).toEqual({ version: null, changes: ['New.'] })
    expect(newestRelease('')).toEqual({ version: null, changes: [] })
  })
})
