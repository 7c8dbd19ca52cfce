// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../electron/model/settings.ts'
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

  test('is in the name of the bell', async () => {
    await openWindow(createFakeBridge([], { pause: { kind: 'until-resumed' } }))
    const name = 'Pause notifications (Notifications paused until you resume)'
    expect(screen.getByRole('button', { name })).toBeDefined()
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

describe('quiet hours', () => {
  const until = new Date(2026, 10, 23, 7).getTime()
  const silence = { kind: 'on', reason: 'quiet-hours', until } as const

  test('have a banner that says when they end, and can be skipped until then', async () => {
    const { bridge, user } = await openWindow(createFakeBridge([], { silence }))
    expect(screen.getByText('Quiet hours: notifications are silenced until tomorrow, 07:00')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Notify me anyway until 07:00' }))
    expect(bridge.sent).toEqual([{ type: 'skip-quiet-hours' }])
  })

  test('that are skipped can be resumed, until they have ended', async () => {
    const settings = { ...defaultSettings, quietHoursOffUntil: now + minute }
    const { bridge, user, clock, follow } = await openWindow(createFakeBridge([], { settings }))
    expect(screen.getByText('Quiet hours are off until 14:31')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Resume quiet hours' }))
    expect(bridge.sent).toEqual([{ type: 'keep-quiet-hours' }])
    await follow(() => clock.pass(minute))
    expect(screen.queryByText(/Quiet hours are off/)).toBeNull()
  })

  test('without an end offer nothing', async () => {
    await openWindow(createFakeBridge([], { silence: { ...silence, until: null } }))
    expect(screen.getByText('Quiet hours: notifications are silenced')).toBeDefined()
    expect(screen.queryByRole('button', { name: /anyway/ })).toBeNull()
  })
})

describe('a banner', () => {
  const notificationProblem = 'This desktop has no notification service.'

  test('that was dismissed stays away on other pages, and comes back with another text', async () => {
    const silence = { kind: 'on', reason: 'do-not-disturb', until: null } as const
    const bridge = createFakeBridge([], { notificationProblem, silence })
    const { user, follow } = await openWindow(bridge)
    for (const button of screen.getAllByRole('button', { name: 'Dismiss' })) await user.click(button)
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.keyboard('{Escape}')
    expect(screen.queryByText(notificationProblem)).toBeNull()
    expect(screen.queryByText(/Do Not Disturb is on/)).toBeNull()
    await follow(() => bridge.update({ notificationProblem: 'It does not answer.' }))
    expect(screen.getByText('It does not answer.')).toBeDefined()
  })
})
