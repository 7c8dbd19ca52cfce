import { useEffect, useRef } from 'react'
import type { SettingsPage } from '../use-pages.ts'

type SettingTarget = Pick<SettingsPage, 'setting'>

const controls = [
  ...['input:not([disabled])', 'select:not([disabled])', 'button:not([disabled])', 'summary', 'h2'],
  // Says why the control is disabled.
  '[data-locked]',
].join()

/**
 * Moves the focus to a setting: to its first control or, where it has none, to its heading or to why it is locked. What is still loading is
 * waited for. Every new object is a jump of its own.
 */
export function useSettingJump(target: SettingTarget): void {
  const done = useRef<SettingTarget | null>(null)
  // After every render: the setting may appear with any of them.
  useEffect(() => {
    if (done.current === target || target.setting === null) return
    const shown = document.querySelector(`[data-setting="${target.setting}"]`)
    const control = shown?.querySelector<HTMLElement>(controls)
    if (shown === null || control === null || control === undefined) return
    done.current = target
    shown.scrollIntoView({ block: 'center' })
    control.focus({ preventScroll: true })
  })
}
