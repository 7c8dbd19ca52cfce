// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createFakeBridge } from './fake-bridge.ts'
import { now, openWindow } from './open-window.tsx'

const minute = 60_000

describe('pausing toasts', () => {
  test.each([
    ['For 30 minutes', { kind: 'for', ms: 30 * minute }],
    ['For 1 hour', { kind: 'for', ms: 60 * minute }],
    ['Until tomorrow morning', { kind: 'until-tomorrow' }],
    ['Until I resume', { kind: 'until-resumed' }],
  ])('offers "%s"', async (label, length) => {
    const { bridge, user } = await openWindow()
    await user.click(screen.getByRole('button', { name: 'Pause notifications' }))
    await user.click(screen.getByRole('menuitem', { name: label }))
    expect(bridge.sent).toEqual([{ type: 'pause', length }])
  })

  test('says until when toasts are paused, and ends the pause with one click', async () => {
    const pause = { kind: 'until', at: now + 30 * minute } as const
    const { bridge, user } = await openWindow(createFakeBridge([], { pause }))
    expect(screen.getByText('Notifications paused until 15:00')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Resume' }))
    expect(bridge.sent).toEqual([{ type: 'resume' }])
    expect(screen.queryByText(/Notifications paused/)).toBeNull()
  })

  test('takes the banner away when the pause has run out', async () => {
    const pause = { kind: 'until', at: now + minute } as const
    const { clock, follow } = await openWindow(createFakeBridge([], { pause }))
    await follow(() => clock.pass(minute))
    expect(screen.queryByText(/Notifications paused/)).toBeNull()
  })

  test('can be done with the keyboard alone, and gives the focus back', async () => {
    const { bridge, user } = await openWindow()
    screen.getByRole('button', { name: 'Pause notifications' }).focus()
    await user.keyboard('{Enter}{ArrowDown}{Enter}')
    expect(bridge.sent).toEqual([{ type: 'pause', length: { kind: 'for', ms: 60 * minute } }])
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Pause notifications' }))
  })

  test('closes the menu with Escape and with a click elsewhere', async () => {
    const { user } = await openWindow()
    await user.click(screen.getByRole('button', { name: 'Pause notifications' }))
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Pause notifications' }))
    await user.click(screen.getByText('app.example.com'))
    expect(screen.queryByRole('menu')).toBeNull()
  })
})
