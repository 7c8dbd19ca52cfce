import type { MouseEvent } from 'react'
import type { Item } from '../../electron/model/item.ts'

/** Where a menu opens: at a point or below an element; pixels of the window. */
export interface MenuAnchor {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What a row does when it is used with the pointer. */
export interface RowHandlers {
  readonly click: (item: Item, event: MouseEvent<HTMLElement>) => void
  readonly openPage: (item: Item) => void
  /** The mark in front of the title was clicked. */
  readonly select: (item: Item, event: MouseEvent<HTMLElement>) => void
  readonly toggleUnfolded: (item: Item) => void
  readonly openMenu: (item: Item, anchor: MenuAnchor) => void
}

export function anchorAt(element: Element): MenuAnchor {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
