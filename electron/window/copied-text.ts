import type { I18n } from '../i18n/i18n.ts'
import { nameOf } from '../i18n/item-name.ts'
import type { Item } from '../model/item.ts'

/** The titles and messages of items as plain text, with an empty line between two of them. */
export function copiedText(items: readonly Item[], i18n: I18n): string {
  return items.map((item) => textOf(item, i18n)).join('\n\n')
}

function textOf(item: Item, i18n: I18n): string {
  const { title, message } = item
  const lines = [title, message === title ? null : message].filter((line) => line !== null && line !== '')
  return lines.length > 0 ? lines.join('\n') : nameOf(item, i18n)
}
