import type { App } from 'electron'
import type { Clock } from '../../model/clock.ts'

/** macOS ignores a `hide` within a second of the call before. */
const hideAgainMs = 1_100

export interface DockOptions {
  readonly app: { readonly dock: Pick<NonNullable<App['dock']>, 'show' | 'hide'> } & Pick<App, 'focus'>
  readonly clock: Pick<Clock, 'after'>
}

/**
 * macOS: the app is in the dock, and in the list of programs to switch to, only while its window is open. The packed app
 * starts without an icon there (`LSUIElement` in electron-builder.yml).
 */
export function createDock({ app, clock }: DockOptions) {
  let isShown = false
  let cancel = () => {}
  const hide = () => {
    app.dock.hide()
    cancel = clock.after(hideAgainMs, () => app.dock.hide())
  }
  const show = async () => {
    await app.dock.show()
    // An app that has just come into the dock is behind the others, even though the user has asked for its window.
    if (isShown) app.focus({ steal: true })
  }
  hide()
  return {
    /** To be called whenever the window was opened, shown, hidden or closed. */
    follow: (isWindowOpen: boolean): void => {
      if (isWindowOpen === isShown) return
      isShown = isWindowOpen
      cancel()
      if (isWindowOpen) void show()
      else hide()
    },
    stop: () => cancel(),
  }
}
