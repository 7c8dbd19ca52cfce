import { useRef } from 'react'
import type { Rule } from '../../../electron/model/rule.ts'
import { useChangeSettings, useWindow } from '../../window-context.ts'

type Rules = readonly Rule[]

/**
 * The rules, and how to change them. A change is sent as the whole list, so each begins with the one before it, also
 * while that is not in the snapshot yet: otherwise the second of two quick changes would take the first one back.
 */
export function useRules() {
  const { rules: stored } = useWindow().snapshot.settings
  const changeSettings = useChangeSettings()
  /** What was sent and has not come back. */
  const sent = useRef<readonly Rules[]>([])
  const seen = useRef(stored)
  if (!areSame(seen.current, stored)) {
    seen.current = stored
    const index = sent.current.findLastIndex((rules) => areSame(rules, stored))
    // What was never sent comes from elsewhere, as a folder that was chosen: it takes precedence.
    sent.current = index === -1 ? [] : sent.current.slice(index + 1)
  }
  const newest = (): Rules => sent.current.at(-1) ?? seen.current
  return {
    /** As they are stored. */
    rules: stored,
    /** With all changes that were sent. */
    newest,
    change: (rules: Rules): void => {
      if (areSame(rules, newest())) return
      sent.current = [...sent.current, rules]
      changeSettings({ rules })
    },
  }
}

function areSame(some: Rules, others: Rules): boolean {
  return some === others || JSON.stringify(some) === JSON.stringify(others)
}
