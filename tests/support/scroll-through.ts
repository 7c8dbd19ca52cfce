import type { Page } from 'playwright'

export interface ScrollMeasures {
  /** How long each frame took, in milliseconds, the shortest first. */
  readonly frameMs: readonly number[]
  /** The largest number of rows that the page held. */
  readonly maxRows: number
  /** Frames in which no row was in the middle of the list. */
  readonly emptyFrames: number
  /** Where the list was at the end, in pixels from its top. */
  readonly lastTop: number
}

/** Scrolls the history of the window down, 150 pixels a frame; at the end of the loaded rows it waits for more. */
export function scrollThrough(page: Page, frames = 240): Promise<ScrollMeasures> {
  return page.evaluate(async (count) => {
    const scroller = document.querySelector('[role=grid]')?.parentElement
    if (scroller == null) throw new Error('there is no list')
    const frameMs: number[] = []
    let last = performance.now()
    let maxRows = 0
    let emptyFrames = 0
    while (frameMs.length < count) {
      const top = scroller.scrollTop
      scroller.scrollTop += 150
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      const isAtEnd = scroller.scrollTop === top
      if (!isAtEnd) frameMs.push(now - last)
      last = now
      maxRows = Math.max(maxRows, document.querySelectorAll('[role=row]').length)
      const box = scroller.getBoundingClientRect()
      const middle = document.elementFromPoint(box.width / 2, box.top + box.height / 2)
      if (middle?.closest('[data-index]') == null) emptyFrames += 1
    }
    frameMs.sort((a, b) => a - b)
    return { frameMs, maxRows, emptyFrames, lastTop: scroller.scrollTop }
  }, frames)
}
