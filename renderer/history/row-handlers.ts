import type { MouseEvent } from 'react'
import type { Item } from '../../electron/model/item.ts'
import type { ItemRow } from './rows.ts'

/** Where a menu opens: at a point or below an element; pixels of the window. */
export interface MenuAnchor {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What a row does when it is used with the pointer. */
export interface RowHandlers {
  readonly click: (row: ItemRow, event: MouseEvent<HTMLElement>) => void
  readonly openPage: (row: ItemRow) => void
  /** The mark in front of the title was clicked. */
  readonly select: (row: ItemRow, event: MouseEvent<HTMLElement>) => void
  /** Shows all of the row's texts, or no longer. */
  readonly toggleUnfolded: (row: ItemRow) => void
  /** Shows each of the equal items that the row stands for, or no longer. */
  readonly toggleRun: (first: Item['key']) => void
  readonly openMenu: (row: ItemRow, anchor: MenuAnchor) => void
}

export function anchorAt(element: Element): MenuAnchor {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { left, top, width, height }
}
