import { expect, test } from 'vitest'
import { currentDesktops } from '../../../electron/platform/notifications/do-not-disturb.ts'

test('the desktop is the one that was there before Electron replaced it', () => {
  const replaced = { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }
  expect(currentDesktops(replaced)).toEqual(['ubuntu', 'GNOME'])
  expect(currentDesktops({ XDG_CURRENT_DESKTOP: 'XFCE' })).toEqual(['XFCE'])
  expect(currentDesktops({})).toEqual([])
})
