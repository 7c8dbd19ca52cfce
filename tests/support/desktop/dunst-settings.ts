import { chmod, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** How toasts look, for those who have to find them on the screen. Distances in pixels. */
export const toastLook = {
  fromEdge: 16,
  /** Wider than the frame's rounded corner, narrower than the room left of and right of the text. */
  blankEdge: 12,
  /** Later ones wait until there is room. */
  atOnce: 8,
  background: '#1f2733',
  criticalBackground: '#3a1d24',
} as const

// `sort = no` keeps toasts in the order they came, and the separator apart: that is how a click finds its toast.
const settings = (chooser: string) => `[global]
    dmenu = ${chooser}
    monitor = 0
    follow = none
    width = 340
    height = 260
    origin = top-right
    offset = ${toastLook.fromEdge}x${toastLook.fromEdge}
    notification_limit = ${toastLook.atOnce}
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
    background = "${toastLook.background}"
    foreground = "#d7deea"
    timeout = 0

[urgency_normal]
    background = "${toastLook.background}"
    foreground = "#f2f5fa"
    timeout = 0

[urgency_critical]
    background = "${toastLook.criticalBackground}"
    foreground = "#ffe9ec"
    frame_color = "#a8485a"
    timeout = 0
`

/** Dunst has its buttons in a menu; this program stands in for it and chooses the one that was written here before. */
export interface ButtonChooser {
  /** The label of the button to choose next, or the beginning of it. */
  choose(label: string): Promise<void>
}

/** Of those in this folder. */
export function buttonChooser(folder: string): ButtonChooser {
  return { choose: (label) => writeFile(path.join(folder, 'button'), `#${label}`) }
}

/** Writes dunst's settings. Toasts that name no time of their own stay until they are closed. */
export async function writeDunstSettings(folder: string): Promise<string> {
  const file = path.join(folder, 'dunstrc')
  const chooser = path.join(folder, 'choose-button')
  await writeFile(chooser, `#!/bin/sh\nexec grep -m 1 -F -f '${path.join(folder, 'button')}'\n`)
  await chmod(chooser, 0o700)
  await writeFile(file, settings(chooser))
  return file
}
