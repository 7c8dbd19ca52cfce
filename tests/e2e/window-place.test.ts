import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

const place = { x: 420, y: 120, width: 500, height: 560 }

/** With the focus: before that the window manager has not taken it over yet, and puts it where it wants. */
async function openWindow(tidings: Tidings) {
  await tidings.page()
  return waitFor('the window on the screen', () =>
    tidings.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return window?.isVisible() === true && window.isFocused() && window.getBounds()
    }),
  )
}

function move(tidings: Tidings, to: typeof place) {
  return tidings.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
  }, to)
}

test('the window comes back where it was, in this run and in the next', async ({ fixtures }) => {
  const tidings = await fixtures.launch()
  await openWindow(tidings)
  await move(tidings, place)
  await waitFor('the window in its place', async () => (await openWindow(tidings)).width === place.width)
  await tidings.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await waitFor('the window to be gone', async () => (await tidings.renderers()) === 0)

  await fixtures.cli.run('--show')
  expect(await openWindow(tidings)).toEqual(place)
  await tidings.quit()
  const again = await fixtures.launch()
  expect(await openWindow(again)).toEqual(place)
})

test('a window that would be off every screen opens on one', async ({ fixtures }) => {
  const tidings = await fixtures.launch()
  await openWindow(tidings)
  await move(tidings, { ...place, x: 1_000 })
  await waitFor('the window to have moved', async () => (await openWindow(tidings)).width === place.width)
  await tidings.quit()
  const { x, y, width } = await openWindow(await fixtures.launch())
  expect(x).toBeGreaterThanOrEqual(0)
  expect(x + width).toBeLessThanOrEqual(1_280)
  expect(y).toBeGreaterThanOrEqual(0)
})
