import { expect, test } from 'vitest'
import type { Source } from '../../../electron/model/source.ts'
import { type Confirm, createConsent } from '../../../electron/servers/consent.ts'
import { createI18n } from '../../support/i18n.ts'

const sourceOf = (id: string): Source => ({ id, url: new URL(id), format: null })
const known = sourceOf('https://app.example.com/sse')
const other = sourceOf('https://other.example/api/notifications')

/** A consent whose questions are recorded; each is answered when `answer` is called. */
function openConsent(given: Source | null = known, language: 'en' | 'ar' = 'en') {
  const questions: Parameters<Confirm>[0][] = []
  const answers: ((confirmed: boolean) => void)[] = []
  const time = { now: 1_000_000 }
  const consent = createConsent({
    confirm: (question) => {
      questions.push(question)
      return new Promise((resolve) => answers.push(resolve))
    },
    given: [given, null],
    i18n: () => createI18n(language),
    clock: { now: () => time.now },
    log: { warn: () => {} },
  })
  const ask = async (source: Source, answer: boolean) => {
    const result = consent.ask(source, 'window', given)
    answers.shift()?.(answer)
    return result
  }
  return { consent, questions, answers, time, ask }
}

test('a server of the settings needs no question, on whatever path', () => {
  const { consent } = openConsent()
  expect(consent.isGiven(sourceOf('https://app.example.com/another/path'))).toBe(true)
  expect(consent.isGiven(other)).toBe(false)
  expect(consent.isGiven(sourceOf('http://app.example.com/sse'))).toBe(false)
})

test('a yes is remembered, a no is not', async () => {
  const { consent, ask } = openConsent()
  expect(await ask(other, false)).toBe(false)
  expect(consent.isGiven(other)).toBe(false)
  expect(await ask(other, true)).toBe(true)
  expect(consent.isGiven(other)).toBe(true)
})

test('the question names the new server, its path and the one it replaces', () => {
  const { consent, questions } = openConsent()
  void consent.ask(other, 'link', known)
  expect(questions[0]?.message).toContain('https://other.example.')
  expect(questions[0]?.detail.split('\n')).toEqual([
    'Path: /api/notifications',
    '',
    'Connect only if you trust this server.',
    'Tidings then no longer receives notifications from https://app.example.com.',
  ])
})

test('the first question of all speaks of no other server', () => {
  const { consent, questions } = openConsent(null)
  void consent.ask(sourceOf('https://other.example/'), 'window', null)
  expect(questions[0]?.detail).toBe('Connect only if you trust this server.')
})

test('an address keeps its order in a text that is written from right to left', () => {
  const { consent, questions } = openConsent(null, 'ar')
  void consent.ask(other, 'window', null)
  expect(questions[0]?.message).toContain('\u2068https://other.example\u2069')
  expect(questions[0]?.detail).toContain('\u2068/api/notifications\u2069')
})

test('no address makes a line of the question long', () => {
  const { consent, questions } = openConsent()
  const long = sourceOf(`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/${'c'.repeat(900)}`)
  void consent.ask(long, 'link', long)
  const lines = Object.values(questions[0] ?? {}).flatMap((text) => text.split('\n'))
  for (const line of lines) expect(line.length).toBeLessThan(150)
})

test('there is one question at a time, and not one after the other without end', async () => {
  const { consent, questions, answers, time, ask } = openConsent()
  const first = consent.ask(other, 'link', null)
  expect(await consent.ask(other, 'window', null)).toBe(false)
  expect(questions).toHaveLength(1)
  answers.shift()?.(false)
  await first
  for (let attempt = 0; attempt < 20; attempt += 1) await ask(other, false)
  expect(questions).toHaveLength(5)
  time.now += 60_000
  await ask(other, false)
  expect(questions).toHaveLength(6)
})
