import { describe, expect, test } from 'vitest'
import { movedRules } from '../../../electron/model/moved-rules.ts'
import { isMuted, withMute, withoutMute } from '../../../electron/model/mute.ts'
import { createRuleMatcher } from '../../../electron/model/rule-matcher.ts'
import { buildMute, buildRule } from '../../support/build-rule.ts'

const source = 'https://app.example.com/events'
const billing = { category: 'Billing' }
const always = buildRule({ id: 7, when: { category: 'billing' }, notify: 'always' })

describe('muting', () => {
  test('puts a rule before all others, so that it counts', () => {
    const rules = withMute([always], billing)
    expect(rules).toEqual([buildMute('Billing', 8), always])
    expect(createRuleMatcher(rules)({ source, category: 'billing', title: null })?.notify).toBe('never')
    expect(isMuted(rules, billing)).toBe(true)
  })

  test('works for a server as well', () => {
    const rules = withMute([], { source })
    expect(isMuted(rules, { source })).toBe(true)
    expect(isMuted(rules, billing)).toBe(false)
    expect(withoutMute(rules, { source })).toEqual([])
  })

  test('twice is once, and what a rule before it announces is not muted', () => {
    const rules = withMute([], billing)
    expect(withMute(rules, { category: ' billing' })).toBe(rules)
    expect(isMuted([always, ...rules], billing)).toBe(false)
    expect(withMute([always, ...rules], billing)).toEqual([buildMute('Billing', 8), always])
  })
})

describe('muting no longer', () => {
  test('takes only that rule away', () => {
    expect(withoutMute([buildMute('billing'), always], billing)).toEqual([always])
  })

  test('keeps what a rule downloads', () => {
    const fetch = { maxMegabytes: 1, folder: null }
    const rules = withoutMute([{ ...buildMute('billing'), fetch }], billing)
    expect(rules).toEqual([buildRule({ when: { category: 'billing' }, fetch })])
    expect(isMuted(rules, billing)).toBe(false)
  })
})

test('rules about a server follow it to another address', () => {
  const server = (address: string) => ({ address, name: null, colour: 'blue', clientId: null }) as const
  const rules = [buildRule({ when: { source } }), buildMute('noise', 2)]
  const moved = 'https://new.example.com/events'
  expect(movedRules(rules, [server(source)], [server(moved)])).toEqual([
    buildRule({ when: { source: moved } }),
    buildMute('noise', 2),
  ])
  expect(movedRules(rules, [server(source)], [server(source), server(moved)])).toBe(rules)
})
