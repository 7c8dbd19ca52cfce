import type { Rule } from '../../../electron/model/rule.ts'
import type { HistorySource } from '../../../electron/model/server.ts'
import { sourceOf } from '../../history/item-origin.ts'
import type { WindowI18n } from '../../i18n/i18n.ts'

type Texts = Pick<WindowI18n, 't' | 'list' | 'isolate'>

/** The rule as a sentence: what it is about, and what it does. */
export function ruleText(rule: Rule, sources: readonly HistorySource[], i18n: Texts): string {
  const { t, list } = i18n
  return t('rules.sentence', {
    subject: subjectText(rule, sources, i18n),
    effects: list(effectTexts(rule, t)),
  })
}

function subjectText(
  { when: { source, category, words } }: Rule,
  sources: readonly HistorySource[],
  { t, isolate }: Texts,
): string {
  const variant = variantOf(source !== null, category !== null, words !== null)
  return t(`rules.subject.${variant}`, {
    category: isolate(category ?? ''),
    server: source === null ? '' : isolate(sourceOf(source, sources).name),
    words: isolate(words ?? ''),
  })
}

/** In each language the parts stand in another order. */
function variantOf(hasSource: boolean, hasCategory: boolean, hasWords: boolean) {
  if (hasSource && hasCategory && hasWords) return 'all'
  if (hasCategory) return hasSource ? 'category-server' : hasWords ? 'category-title' : 'category'
  if (hasSource) return hasWords ? 'server-title' : 'server'
  return hasWords ? 'title' : 'none'
}

function effectTexts({ notify, sound, keepOnScreen, fetch }: Rule, t: Texts['t']): readonly string[] {
  // Without a notification the rest of it means nothing.
  const isShown = notify !== 'never'
  const effects = [
    ...(notify === 'as-usual' ? [] : [t(`rules.effect-${notify}`)]),
    ...(isShown && sound !== 'as-usual' ? [t(`rules.effect-sound-${sound}`)] : []),
    ...(isShown && keepOnScreen ? [t('rules.effect-keep')] : []),
    ...(fetch === null ? [] : [t('rules.effect-fetch')]),
  ]
  return effects.length === 0 ? [t('rules.effect-none')] : effects
}
