// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createFakeBridge } from './fake-bridge.ts'
import { openWindow } from './open-window.tsx'

test.each(['Notifications', 'General'])('the palette can jump to every setting under %s', async (tab) => {
  const { user } = await openWindow(createFakeBridge())
  await user.click(screen.getByRole('button', { name: 'Settings' }))
  await user.click(screen.getByRole('tab', { name: tab }))
  const controls = [...screen.getAllByRole('combobox'), ...screen.getAllByRole('switch')]
  expect(controls.length).toBeGreaterThan(2)
  for (const control of controls) expect(control.closest('[data-setting]')).not.toBeNull()
})
