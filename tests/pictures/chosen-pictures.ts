import { type Picture, pictures } from '../renderer/harness/pictures.ts'

export interface ChosenPicture {
  /** That of its file. */
  readonly name: string
  readonly picture: Picture
  readonly theme: 'light' | 'dark'
  readonly size: { readonly width: number; readonly height: number }
}

type Theme = ChosenPicture['theme']
type Size = keyof typeof sizes

/** In pixels: the window as it opens, the smallest, and one with the details beside the list. */
const sizes = {
  usual: { width: 440, height: 680 },
  small: { width: 360, height: 640 },
  wide: { width: 1100, height: 760 },
}

/**
 * The pictures that are compared: each part of the window once, in one theme, and both themes where colours mean
 * something. Japanese is not among them: its fonts are too large to bring along.
 */
const choice: readonly (readonly [name: string, size: Size, ...themes: Theme[]])[] = [
  ['rows', 'usual', 'light'],
  ['rows-hover', 'usual', 'dark'],
  ['rows-menu', 'usual', 'light'],
  ['rows-selected', 'usual', 'light'],
  ['rows-unfolded', 'usual', 'dark'],
  ['rows-compact', 'usual', 'light'],
  ['five-servers', 'usual', 'light'],
  ['details-five-servers', 'usual', 'light'],
  ['results', 'usual', 'light', 'dark'],
  ['quiet-hours', 'usual', 'light'],
  ['deleted', 'usual', 'light'],
  ['empty', 'usual', 'dark'],
  ['filtered', 'usual', 'light'],
  ['filter-popover', 'usual', 'dark'],
  ['sign-in-code', 'usual', 'light'],
  ['no-server', 'usual', 'light'],
  ['first-run-tray', 'usual', 'dark'],
  ['palette-search', 'usual', 'light'],
  ['settings-notifications', 'usual', 'dark'],
  ['settings-diagnostics', 'usual', 'light'],
  ['server-card-account', 'usual', 'light'],
  ['rows-ar', 'usual', 'light'],
  ['filtered-ar', 'usual', 'dark'],
  ['notifications-ar', 'small', 'light'],
  ['first-run-tray-ar', 'usual', 'light'],
  ['rows-de', 'small', 'light'],
  ['results-de', 'small', 'light'],
  ['notifications-de', 'small', 'light'],
  ['wide', 'wide', 'dark'],
]

export const chosenPictures: readonly ChosenPicture[] = choice.flatMap(([name, size, ...themes]) =>
  themes.map((theme) => ({
    name: `${name}-${theme}.png`,
    picture: pictureOf(name),
    theme,
    size: sizes[size],
  })),
)

function pictureOf(name: string): Picture {
  const picture = pictures.find((one) => one.name === name)
  if (picture === undefined) throw new Error(`there is no picture "${name}"`)
  return picture
}
