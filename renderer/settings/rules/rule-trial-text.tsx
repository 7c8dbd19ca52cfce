import { useEffect, useMemo, useState } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import type { Rule } from '../../../electron/model/rule.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { useWindow } from '../../window-context.ts'
import { tryRule, withRule } from './edit-rules.ts'
import styles from './rules.module.css'

/** On so many of the newest items a rule is tried. */
const maxTried = 100

/** How many of the newest items the rule matches, and about how many of these an earlier one decides. */
export function RuleTrialText({ rule }: { readonly rule: Rule }) {
  const { rules } = useWindow().snapshot.settings
  const { t } = useI18n()
  const items = useNewestItems()
  const trial = useMemo(
    () => (items === null ? null : tryRule(withRule(rules, rule), rule.id, items)),
    [rules, rule, items],
  )
  if (trial === null) return null
  return (
    <p className={styles.trial} role="status">
      {t('rules.trial', { count: trial.matches, all: trial.all })}
      {trial.earlier > 0 && ` ${t('rules.trial-earlier', { count: trial.earlier })}`}
    </p>
  )
}

/** Null: they are still loading. */
function useNewestItems(): readonly Item[] | null {
  const { bridge } = useWindow()
  const [items, setItems] = useState<readonly Item[] | null>(null)
  useEffect(() => {
    let isCurrent = true
    void bridge.history({ unreadOnly: false, before: null, limit: maxTried }).then((page) => {
      if (isCurrent) setItems(page.items)
    })
    return () => {
      isCurrent = false
    }
  }, [bridge])
  return items
}
