import { chmod, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** How notifications are drawn, so that a test can find them on the screen. Distances in pixels. */
export const notificationStyle = {
  fromEdge: 16,
  /** Wider than the frame's rounded corner, narrower than the padding beside the text. */
  blankEdge: 12,
  /** Later ones wait until an earlier one is closed. */
  maxShown: 8,
  background: '#1f2733',
  criticalBackground: '#3a1d24',
} as const

// `sort = no` keeps notifications in the order of their arrival, and the separator keeps them apart: so a click finds the right one.
const settings = (chooser: string) => `[global]
    dmenu = ${chooser}
    monitor = 0
    follow = none
    width = 340
    height = 260
    origin = top-right
    offset = ${notificationStyle.fromEdge}x${notificationStyle.fromEdge}
    notification_limit = ${notificationStyle.maxShown}
    indicate_hidden = yes
    sort = no
    separator_height = 2
    separator_color = frame
    frame_width = 1
    frame_color = "#3b4556"
    corner_radius = 8
    padding = 14
    horizontal_padding = 16
    text_icon_padding = 14
    font = DejaVu Sans 10
    line_height = 2
    markup = full
    format = "<b>%s</b>\\n%b"
    alignment = left
    vertical_alignment = center
    show_age_threshold = -1
    ellipsize = end
    ignore_newline = no
    stack_duplicates = false
    show_indicators = no
    icon_position = left
    min_icon_size = 40
    max_icon_size = 48
    enable_recursive_icon_lookup = true
    icon_theme = Adwaita
    mouse_left_click = do_action, close_current
    mouse_middle_click = context
    mouse_right_click = close_current

[urgency_low]
    background = "${notificationStyle.background}"
    foreground = "#d7deea"
    timeout = 0

[urgency_normal]
    background = "${notificationStyle.background}"
    foreground = "#f2f5fa"
    timeout = 0

[urgency_critical]
    background = "${notificationStyle.criticalBackground}"
    foreground = "#ffe9ec"
    frame_color = "#a8485a"
    timeout = 0
`

/** Dunst shows buttons in a menu; this program takes the menu's place and chooses the button that was named here. */
export interface ButtonChooser {
  /** The label of the button to choose next, or the beginning of it. */
  choose(label: string): Promise<void>
}

export function buttonChooser(folder: string): ButtonChooser {
  return { choose: (label) => writeFile(path.join(folder, 'button'), `#${label}`) }
}

/** Writes dunst's settings. Notifications without a timeout stay until they are closed. */
export async function writeDunstSettings(folder: string): Promise<string> {
  const file = path.join(folder, 'dunstrc')
  const chooser = path.join(folder, 'choose-button')
  await writeFile(chooser, `#!/bin/sh\nexec grep -m 1 -F -f '${path.join(folder, 'button')}'\n`)
  await chmod(chooser, 0o700)
  await writeFile(file, settings(chooser))
  return file
}
