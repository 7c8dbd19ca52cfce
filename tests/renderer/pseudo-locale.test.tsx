// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import type { FakeBridge } from './fake-bridge.ts'
import { createPseudoI18n, pseudoText, withPseudoTexts } from './harness/pseudo-locale.ts'
import { isScenario, scenarios } from './harness/scenarios.ts'
import { now, openWindow } from './open-window.tsx'

const i18n = createPseudoI18n()

describe('the pseudo-locale', () => {
  test.each([
    ['Settings', '[Šéţţíñĝš~~~~]'],
    ['Failed: {title}', '[Ƒáíļéđ: {title}~~~~]'],
    ['{count, plural, one {# day} other {# days}}', '[{count, plural, one {# đáý} other {# đáýš}}~~]'],
    ['Paused until {at, time, short}', '[Þáúšéđ úñţíļ {at, time, short}~~~~~~]'],
    ['{label}: {title}', '[{label}: {title}~]'],
    ['{progress, number, percent}', '{progress, number, percent}'],
    ['/', '/'],
  ])('writes %j as %j', (text, pseudo) => {
    expect(pseudoText(text)).toBe(pseudo)
  })

  test('can say every text', () => {
    expect(i18n.t('count.unread', { count: 1 })).toBe('[1 úñŕéáđ~~~]')
    expect(i18n.t('pause.label')).toMatch(/^\[Þáúšé .*~\]$/)
  })
})

const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']

/** What is on screen, or read aloud, that is neither a text of the pseudo-locale nor data. */
function untranslated(snapshot: AppSnapshot): readonly string[] {
  const data = new Set([...stringsIn(snapshot), ...Object.keys(snapshot.diagnostics?.versions ?? {})])
  // The name of a row says what is data of its item beside other things.
  const titles = [
    ...snapshot.latest.items.flatMap(({ title, message, category }) => [title, message, category]),
    ...snapshot.sources.map(({ name }) => name),
  ]
    .filter((text) => text !== null)
    .sort((a, b) => b.length - a.length)
  const found: string[] = []
  const check = (text: string | null) => {
    if (text === null || data.has(text.trim())) return
    const rest = withoutBrackets(without(text, titles)).replaceAll(dateWords, '')
    // A single letter is a key.
    if (/\p{Letter}/u.test(rest) && !/^\p{Letter}$/u.test(text)) found.push(text)
  }
  for (const element of document.body.querySelectorAll('*')) {
    // What has a language or a reading direction of its own is data; containers only repeat the document's.
    if (element.closest('[lang]:not(html), [dir]:not(html, div), bdi') !== null) continue
    for (const attribute of attributes) check(element.getAttribute(attribute))
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) check(node.textContent)
  }
  return found
}

function without(text: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replace(part, ''), text)
}

/** The texts of the pseudo-locale may stand in one another. */
function withoutBrackets(text: string): string {
  const shorter = text.replaceAll(/\[[^[\]]*\]/g, '')
  return shorter === text ? text : withoutBrackets(shorter)
}

const dateParts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].flatMap((month) =>
  (['long', 'short'] as const).flatMap((length) => [
    new Intl.DateTimeFormat('en-GB', { month: length }).format(new Date(2026, month, 1)),
    new Intl.DateTimeFormat('en-GB', { weekday: length }).format(new Date(2026, 0, month + 1)),
  ]),
)
/** What `Intl` writes in dates and sizes. */
const dateWords = new RegExp(`\\b(${[...dateParts, 'at', 'byte', '[kMGT]B'].join('|')})\\b`, 'g')

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function snapshotOf(bridge: FakeBridge): AppSnapshot {
  const snapshots: AppSnapshot[] = []
  bridge.watch((snapshot) => snapshots.push(snapshot))()
  const [snapshot] = snapshots
  if (snapshot === undefined) throw new Error('no snapshot')
  return snapshot
}

async function open(scenario: keyof typeof scenarios) {
  const bridge = scenarios[scenario](now, i18n)
  bridge.update({ language: 'en' })
  const opened = await openWindow(withPseudoTexts(bridge))
  return { ...opened, found: () => untranslated(snapshotOf(bridge)) }
}

describe('everything on screen is translated', () => {
  test.each(Object.keys(scenarios).filter(isScenario))('%s', async (scenario) => {
    const { found } = await open(scenario)
    expect(document.body.textContent).toContain('[')
    expect(found()).toEqual([])
  })

  test.each(
    (['settings', 'signed-in', 'five-servers'] as const).flatMap((scenario) =>
      [0, 1, 2, 3, 4].map((index) => [scenario, index] as const),
    ),
  )('the settings of %s, tab %i', async (scenario, index) => {
    const { user, found } = await open(scenario)
    await user.click(screen.getByRole('button', { name: i18n.t('settings.title') }))
    await user.click(screen.getAllByRole('tab')[index] ?? document.body)
    expect(found()).toEqual([])
  })

  test.each(['waiting', 'gap', 'offline', 'five-servers'] as const)(
    'the details of the connection: %s',
    async (scenario) => {
      const { user, found } = await open(scenario)
      await user.click(screen.getByRole('button', { name: i18n.t('status.details') }))
      expect(screen.getByRole('dialog')).toBeDefined()
      expect(found()).toEqual([])
    },
  )

  test('the menu of the pause', async () => {
    const { user, found } = await open('connected')
    await user.click(screen.getByRole('button', { name: i18n.t('pause.label') }))
    expect(screen.getByRole('menu')).toBeDefined()
    expect(found()).toEqual([])
  })

  test('the menu of an item, and what can be undone', async () => {
    const { user, found } = await open('results')
    const item = screen.getAllByRole('row')[1] ?? document.body
    fireEvent.contextMenu(item)
    expect(await screen.findByRole('menu')).toBeDefined()
    expect(found()).toEqual([])
    await user.keyboard('{Escape}')
    await act(async () => {
      fireEvent.keyDown(screen.getAllByRole('row')[1] ?? document.body, { key: 'Delete' })
    })
    expect(screen.getByRole('button', { name: i18n.t('undo.undo') })).toBeDefined()
    expect(found()).toEqual([])
  })

  test('but for a text that stands in the code, which is found', async () => {
    const { found } = await open('connected')
    document.querySelector('main')?.append('Hello')
    document.querySelector('header')?.setAttribute('title', 'Bar')
    expect(found()).toEqual(expect.arrayContaining(['Hello', 'Bar']))
  })
})
