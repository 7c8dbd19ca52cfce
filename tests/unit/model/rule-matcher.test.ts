import { describe, expect, test } from 'vitest'
import type { Rule, RuleSubject } from '../../../electron/model/rule.ts'
import { coveringRule, createRuleMatcher, ruleMatcher } from '../../../electron/model/rule-matcher.ts'
import { buildRule } from '../../support/build-rule.ts'

const source = 'https://app.example.com/events'
const subject = (parts: Partial<RuleSubject> = {}): RuleSubject => ({
  ...{ source, category: null, title: null },
  ...parts,
})
type When = Partial<Rule['when']>
const matches = (when: When, parts: Partial<RuleSubject>) =>
  createRuleMatcher([buildRule({ when })])(subject(parts)) !== null

describe('a rule matches', () => {
  test('everything when it has no condition', () => {
    expect(matches({}, {})).toBe(true)
  })

  test('a category however it is spelled', () => {
    expect(matches({ category: ' Billing' }, { category: 'BILLING ' })).toBe(true)
    expect(matches({ category: 'billing' }, { category: 'export' })).toBe(false)
    expect(matches({ category: 'billing' }, {})).toBe(false)
  })

  test('one server', () => {
    expect(matches({ source }, {})).toBe(true)
    expect(matches({ source: 'https://other.example/' }, {})).toBe(false)
  })

  test('all its words in the title, as the search finds them', () => {
    expect(matches({ words: 'EXPORT strasse' }, { title: 'Straßen: der Expört' })).toBe(true)
    expect(matches({ words: 'export invoice' }, { title: 'Export of orders' })).toBe(false)
    expect(matches({ words: 'export' }, { title: null })).toBe(false)
  })

  test('nothing by words that are only signs', () => {
    for (const words of ['"', '""', '\u00ad', '  '])
      expect(matches({ words }, { title: 'Payroll' })).toBe(false)
  })

  test('only where all its conditions hold', () => {
    const when = { source, category: 'billing', words: 'invoice' }
    expect(matches(when, { category: 'billing', title: 'Invoices' })).toBe(true)
    expect(matches(when, { category: 'billing', title: 'Orders' })).toBe(false)
    expect(matches(when, { category: 'orders', title: 'Invoices' })).toBe(false)
  })
})

test('the first rule that matches counts, whatever it names', () => {
  const rules = [
    buildRule({ id: 1, when: { words: 'invoice' } }),
    buildRule({ id: 2, when: { category: 'billing' } }),
    buildRule({ id: 3 }),
  ]
  const idOf = (parts: Partial<RuleSubject>) => createRuleMatcher(rules)(subject(parts))?.id
  expect(idOf({ category: 'billing', title: 'Invoice' })).toBe(1)
  expect(idOf({ category: 'billing', title: 'Orders' })).toBe(2)
  expect(idOf({ category: 'import', title: 'Orders' })).toBe(3)
})

test('the matcher of the same settings is made once', () => {
  const rules = [buildRule()]
  expect(ruleMatcher(rules)).toBe(ruleMatcher(rules))
})

test('of a hundred rules each item meets the one of its category, however many categories there are', () => {
  const rules = Array.from({ length: 100 }, (_, id) =>
    buildRule({ id, when: id % 2 === 0 ? { category: `Category ${id}` } : { words: `never ${id}` } }),
  )
  const match = createRuleMatcher(rules)
  const items = Array.from({ length: 1_000 }, (_, index) =>
    subject({ category: `category ${index * 10}`, title: `Überweisung ${index} über 12 €`.repeat(4) }),
  )
  expect(items.flatMap((item) => match(item)?.when.category ?? [])).toEqual(
    Array.from({ length: 10 }, (_, index) => `Category ${index * 10}`),
  )
})

describe('a rule that an earlier one covers', () => {
  const coveredBy = (...whens: readonly When[]) =>
    coveringRule(
      whens.map((when, id) => buildRule({ id, when })),
      whens.length - 1,
    )?.id ?? null

  test('is narrower in all that the earlier one names', () => {
    expect(
      coveredBy({ words: 'x' }, { category: 'Billing' }, { category: 'billing ', words: 'invoice' }),
    ).toBe(1)
    expect(coveredBy({ words: 'voice' }, { words: 'invoice march' })).toBe(0)
    expect(coveredBy({}, { source })).toBe(0)
  })

  test('is not one that matches something else as well', () => {
    expect(coveredBy({ category: 'billing', words: 'invoice' }, { category: 'billing' })).toBeNull()
    expect(coveredBy({ words: 'invoice march' }, { words: 'invoice' })).toBeNull()
    expect(coveredBy({ source }, { category: 'billing' })).toBeNull()
  })
})
