import type { Item } from '../../../electron/model/item.ts'
import { linksIn } from '../../../electron/model/links.ts'

export interface ItemLink {
  /** Its place among the links of the message; null: it is the item's page. */
  readonly index: number | null
  readonly url: string
}

/** The page of an item, then the links in its message; each address once. */
export function linksOf({ url, message }: Item): readonly ItemLink[] {
  const inMessage = linksIn(message ?? '').map((link, index) => ({ index, url: link.url }))
  const all: readonly ItemLink[] = url === null ? inMessage : [{ index: null, url }, ...inMessage]
  return all.filter((link, place) => all.findIndex((other) => other.url === link.url) === place)
}
