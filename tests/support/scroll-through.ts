import type { Page } from 'playwright'

export interface Scrolled {
  /** How long each frame took, milliseconds, the shortest first. */
  readonly frameMs: readonly number[]
  /** The most rows there ever were in the page. */
  readonly most: number
  /** Frames with no row in the middle of the list. */
  readonly empty: number
  readonly lastTop: number
}

/** Scrolls the history of the window down quickly, for so many frames. */
export function scrollThrough(page: Page, frames = 240): Promise<Scrolled> {
  return page.evaluate(async (wanted) => {
    const scroller = document.querySelector('[role=feed]')?.parentElement
    if (scroller == null) throw new Error('there is no list')
    const frameMs: number[] = []
    let last = performance.now()
    let most = 0
    let empty = 0
    for (let frame = 0; frame < wanted; frame += 1) {
      scroller.scrollTop += 150
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      frameMs.push(now - last)
      last = now
      most = Math.max(most, document.querySelectorAll('article').length)
      const box = scroller.getBoundingClientRect()
      const middle = document.elementFromPoint(box.width / 2, box.top + box.height / 2)
      if (middle?.closest('[data-index]') == null) empty += 1
    }
    frameMs.sort((a, b) => a - b)
    return { frameMs, most, empty, lastTop: scroller.scrollTop }
  }, frames)
}
