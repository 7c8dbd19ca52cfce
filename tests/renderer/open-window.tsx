import { act, cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, onTestFinished, vi } from 'vitest'
import { App } from '../../renderer/app.tsx'
import type { WindowMemory } from '../../renderer/commands/recent-entries.ts'
import type { Keyboard } from '../../renderer/keyboard.ts'
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts'
import { createFakeClock } from './fake-clock.ts'
import { fakeLayout } from './fake-layout.ts'

/** A Sunday, 14:30. */
export const now = new Date(2026, 10, 22, 14, 30).getTime()

/** Remembers for one test. */
function createFakeMemory(): WindowMemory {
  const values = new Map<string, string>()
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => values.set(name, value),
  }
}

/**
 * Opens the window on a fake main process. The test fails if anything is written to the console.
 *
 * @param options `width` of the window, in pixels
 */
export async function openWindow(
  bridge: FakeBridge = createFakeBridge(),
  { keyboard = 'pc', width = 420 }: { readonly keyboard?: Keyboard; readonly width?: number } = {},
) {
  fakeLayout(width)
  const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
  const clock = createFakeClock(now)
  const page = await act(async () =>
    render(
      <StrictMode>
        <App bridge={bridge} clock={clock} keyboard={keyboard} memory={createFakeMemory()} />
      </StrictMode>,
    ),
  )
  onTestFinished(() => {
    cleanup()
    for (const complaint of complaints) expect(complaint.mock.calls).toEqual([])
  })
  return {
    bridge,
    clock,
    user: userEvent.setup(),
    close: page.unmount,
    /** Runs a change of the main process and waits until the window shows it. */
    follow: (change: () => void) => act(async () => change()),
    scrollTo: (top: number) =>
      act(async () => {
        const scroller = page.getByRole('grid').parentElement
        if (scroller === null) return
        scroller.scrollTop = top
        scroller.dispatchEvent(new Event('scroll'))
      }),
  }
}
