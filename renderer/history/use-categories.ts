import { useState } from 'react'
import type { AppSnapshot } from '../../electron/window/contract.ts'

const none: readonly string[] = []

/** The categories to offer; the same list as long as they are the same. */
export function useCategories({ categories, latest }: AppSnapshot): readonly string[] {
  const [known, setKnown] = useState(none)
  const current = categories ?? categoriesOf(latest.items)
  if (current.length === known.length && current.every((category, index) => category === known[index]))
    return known
  setKnown(current)
  return current
}

function categoriesOf(items: AppSnapshot['latest']['items']): readonly string[] {
  const found = items.flatMap(({ category }) => (category === null ? [] : [category]))
  return [...new Set(found)].sort((a, b) => a.localeCompare(b))
}
