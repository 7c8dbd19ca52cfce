import { useEffectEvent, useLayoutEffect } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { isComposing } from '../keyboard.ts'
import { useWindow } from '../window-context.ts'
import type { Condition } from './command.ts'
import { commandForKey } from './command-for-key.ts'
import type { CommandName } from './command-list.ts'
import { focusPlaceOf, takesEnter } from './focus-place.ts'
import { keyPressOf } from './shortcut.ts'

/**
 * Listens to keys wherever the focus is. It listens on the window, after everything within the page: a key that something
 * else has handled (`preventDefault`) is left alone, and so is one of an input method.
 *
 * @param run carries out the command, if it applies. Returns whether it did: if not, the key is left to the browser
 */
export function useShortcuts(
  conditions: () => ReadonlySet<Condition>,
  run: (name: CommandName) => boolean,
): void {
  const { keyboard } = useWindow()
  const { direction } = useI18n()
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event)) return
    const target = event.target instanceof Element ? event.target : null
    const name = commandForKey(keyPressOf(event), {
      ...{ keyboard, direction },
      focus: focusPlaceOf(target),
      takesEnter: takesEnter(target),
      hasTextSelected: document.getSelection()?.isCollapsed === false,
      conditions: conditions(),
    })
    if (name !== null && run(name)) event.preventDefault()
  })
  // Before the first paint, so that no key that follows it is lost.
  useLayoutEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
