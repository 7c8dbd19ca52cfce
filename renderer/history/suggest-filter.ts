import { fold, wordsOf } from '../../electron/model/text-folding.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { Translate } from '../i18n/i18n.ts'
import { withShow, withState } from './filter.ts'

/** A filter that shows what a word of the search is the name of. */
export interface Suggestion {
  /** `window.filter.suggestion.…` */
  readonly name: (typeof states)[number] | 'important' | (typeof shows)[number]
  readonly filter: WindowFilter
}

const states = ['failed', 'succeeded', 'cancelled', 'unfinished'] as const
const namesOfStates = {
  failed: ['item.failed', 'filter.failed'],
  succeeded: ['item.succeeded'],
  cancelled: ['item.cancelled'],
  unfinished: ['filter.unfinished', 'item.running', 'item.queued'],
} as const
const shows = ['unread', 'pinned', 'snoozed', 'jobs'] as const

/**
 * What to offer for a search like "failed": the words of the list are not in the items' own texts, so a search alone
 * doesn't find them. Without those words, the rest is still searched. Null: no word is a name.
 */
export function suggestFilter(filter: WindowFilter, t: Translate): Suggestion | null {
  const words = wordsOf(fold(filter.search))
  if (words.length === 0) return null
  const without = (...names: readonly string[]): WindowFilter | null => {
    for (const name of names) {
      const rest = withoutPhrase(words, wordsOf(fold(name)))
      if (rest !== null) return { ...filter, search: rest.join(' ') }
    }
    return null
  }
  for (const state of states) {
    const rest = without(...namesOfStates[state].map((name) => t(name)))
    if (rest !== null && filter.state === null && filter.show !== 'failed')
      return { name: state, filter: withState(rest, state) }
  }
  const important = without(t('item.important'), t('item.critical'))
  if (important !== null && filter.priority === null)
    return { name: 'important', filter: { ...important, priority: 'important' } }
  for (const show of shows) {
    const rest = without(t(`filter.${show}`))
    if (rest !== null && filter.show === 'all') return { name: show, filter: withShow(rest, show) }
  }
  return null
}

/** The words but for those of a phrase; null when the phrase is not among them. */
function withoutPhrase(words: readonly string[], phrase: readonly string[]): readonly string[] | null {
  if (phrase.length === 0) return null
  const at = words.findIndex((_, index) => phrase.every((word, place) => words[index + place] === word))
  return at === -1 ? null : [...words.slice(0, at), ...words.slice(at + phrase.length)]
}
