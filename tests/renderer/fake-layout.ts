import { vi } from 'vitest'

const rowHeight = 54
const windowHeight = 600

declare global {
  interface Window {
    readonly happyDOM?: { readonly setViewport: (size: { readonly width: number }) => void }
  }
}

/**
 * happy-dom has no layout: every row of the list gets a height, and the scroller one that shows ten rows.
 *
 * @param width of the window, in pixels
 */
export function fakeLayout(width: number): void {
  window.happyDOM?.setViewport({ width })
  const prototype = HTMLElement.prototype
  vi.spyOn(prototype, 'clientHeight', 'get').mockReturnValue(windowHeight)
  vi.spyOn(prototype, 'clientWidth', 'get').mockReturnValue(width)
  vi.spyOn(prototype, 'offsetHeight', 'get').mockReturnValue(rowHeight)
  // Unlike happy-dom's own, it dispatches a scroll event, a little later, as a browser does.
  vi.spyOn(prototype, 'scrollTo').mockImplementation(function (
    this: HTMLElement,
    options?: ScrollToOptions | number,
  ) {
    if (typeof options !== 'object') return
    this.scrollTop = options.top ?? this.scrollTop
    queueMicrotask(() => this.dispatchEvent(new Event('scroll')))
  })
  vi.spyOn(prototype, 'scrollHeight', 'get').mockImplementation(function (this: HTMLElement) {
    const list = this.querySelector<HTMLElement>('[role=grid]')
    if (list !== null) return Number.parseFloat(list.style.height)
    // As if a longer text did not fit.
    return (this.textContent ?? '').length > 300 ? 2 * windowHeight : windowHeight
  })
}
