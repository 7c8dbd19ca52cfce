/** Where a menu opens: at a point or below an element; pixels of the window. */
export interface MenuAnchor {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function anchorAt(element: Element): MenuAnchor {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
