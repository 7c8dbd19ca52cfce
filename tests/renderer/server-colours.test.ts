import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { serverColours } from '../../electron/model/settings.ts'

const css = readFileSync(fileURLToPath(new URL('../../renderer/style/tokens.css', import.meta.url)), 'utf8')
const themes = ['light', 'dark'] as const

/** What a row, a card or a menu may have as its background. */
const backgrounds = ['bg', 'bg-bar', 'bg-hover', 'bg-press', 'bg-float', 'bad-soft', 'warn-soft']

function colour(name: string, theme: (typeof themes)[number]): string {
  const [, light, dark] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css) ?? []
  const found = theme === 'light' ? light : dark
  if (found === undefined) throw new Error(`there is no --${name}`)
  return found
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(themes)('the colours of servers, %s', (theme) => {
  test.each(serverColours)('%s can be seen on every background', (name) => {
    const weak = backgrounds.filter(
      (background) => contrast(colour(`server-${name}`, theme), colour(background, theme)) < 3,
    )
    expect(weak).toEqual([])
  })

  test('differ from each other', () => {
    expect(new Set(serverColours.map((name) => colour(`server-${name}`, theme))).size).toBe(
      serverColours.length,
    )
  })
})

test('where the system has only its own colours, each of them is one of those', () => {
  const forced = css.slice(css.indexOf('@media (forced-colors: active)'))
  for (const name of serverColours) expect(forced).toContain(`--server-${name}: CanvasText`)
})
