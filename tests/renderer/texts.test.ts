import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'
import { languages } from '../../electron/model/settings.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Texts = { readonly [name: string]: string | Texts }

/** The texts of a language by their paths. */
function textsOf(language: string): ReadonlyMap<string, string> {
  const catalog: Texts = JSON.parse(readFileSync(join(root, `resources/texts/${language}.json`), 'utf8'))
  const flat = (texts: Texts, path: string): [string, string][] =>
    Object.entries(texts).flatMap(([name, text]) =>
      typeof text === 'string' ? [[path + name, text] as [string, string]] : flat(text, `${path}${name}.`),
    )
  return new Map(flat(catalog, ''))
}

/** The names of a text's placeholders. */
function placeholders(text: string): readonly string[] {
  const found = new Set<string>()
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk)
    else if (typeof part === 'object' && part !== null) {
      const { type, value, options } = part as { type: number; value?: unknown; options?: object }
      // 0 is plain text, 7 the number of a plural.
      if (type !== 0 && type !== 7 && typeof value === 'string') found.add(value)
      for (const option of Object.values(options ?? {})) walk(Reflect.get(option, 'value'))
    }
  }
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return [...found].sort()
}

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => [file, readFileSync(join(root, folder, file), 'utf8')] as const)

const sources = filesIn('renderer')

describe.each(languages)('the texts in %s', (language) => {
  const texts = textsOf(language)

  test('can be said with any number', () => {
    for (const [path, text] of texts) {
      const format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
      const values = Object.fromEntries(placeholders(text).map((name) => [name, 3]))
      for (const count of [0, 1, 2, 3, 11, 100, 1_000_000]) {
        expect([path, String(format.format({ ...values, count }))]).toEqual([
          path,
          expect.stringMatching(/\S/),
        ])
      }
    }
  })
})

test('no text is there that nobody says', () => {
  const code = [...sources, ...filesIn('electron')].map(([, source]) => source).join('\n')
  const said = new Set([...code.matchAll(/'([a-z][\w.-]*)'/g)].map(([, key]) => key))
  // Some are said by a name that is put together: `filter.${show}`, `notification.${kind}-title`.
  const templates = [...code.matchAll(/`([a-z][\w.-]*[.-])\$\{[^`}]*\}([\w.-]*)`/g)].map(
    ([, start = '', end = '']) => new RegExp(`^${start}[\\w-]+${end}$`),
  )
  const isSaid = (key: string) => said.has(key) || templates.some((template) => template.test(key))
  const unsaid = [...textsOf('en').keys()].filter((key) => !isSaid(key))
  expect(unsaid).toEqual([])
})

const readAttributes = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'aria-label',
  'aria-description',
  'hint',
  'text',
])

/** What a user would read that stands in the code itself: text between tags, and in attributes that are read. */
function literalTexts(file: string, source: string): readonly string[] {
  const found: string[] = []
  const walk = (node: unknown, shown: boolean): void => {
    if (Array.isArray(node)) {
      for (const part of node) walk(part, shown)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const { type, name, value } = node as { type?: string; name?: { name?: unknown }; value?: unknown }
    if (type === 'JSXText' && typeof value === 'string' && /\p{Letter}/u.test(value)) found.push(value.trim())
    if (shown && type === 'Literal' && typeof value === 'string' && /\p{Letter}/u.test(value))
      found.push(value)
    if (shown && type === 'TemplateElement' && /\p{Letter}/u.test(String(Object(value).raw)))
      found.push('a template')
    const inside = (part: object | null) => {
      if (type === 'JSXAttribute') {
        const value = part !== null && 'expression' in part ? part.expression : part
        return walk(value, readAttributes.has(String(name?.name)))
      }
      // The arguments of calls and the conditions of choices are not read, their results may be.
      if (type === 'CallExpression' || type === 'BinaryExpression' || type === 'MemberExpression')
        return walk(part, false)
      if (type === 'JSXExpressionContainer') return walk(part, true)
      return walk(
        part,
        shown && type !== 'ArrowFunctionExpression' && type !== 'JSXElement' && type !== 'ObjectExpression',
      )
    }
    for (const part of Object.values(node)) if (typeof part === 'object') inside(part)
  }
  walk(parseSync(file, source).program.body, false)
  return found
}

describe('no text that a user reads', () => {
  test('stands in the code', () => {
    const files = sources.filter(([file]) => file.endsWith('.tsx'))
    expect(files.length).toBeGreaterThan(30)
    expect(
      files.flatMap(([file, source]) => literalTexts(file, source).map((text) => `${file}: ${text}`)),
    ).toEqual([])
  })

  test.each([
    '<p>Hello</p>',
    '<p title="Hello" />',
    "<p>{open ? 'Yes' : 'No'}</p>",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
    '<p>{`${count} new`}</p>',
    "<Page text={'Hello'} />",
  ])('would stand in %s unnoticed', (source) => {
    expect(literalTexts('some.tsx', `const it = ${source}`)).not.toEqual([])
  })

  test.each([
    "<p className='a' data-kind=\"b\">{say('a.b')} · {count}</p>",
    "<p>{kind === 'open' && <b />}</p>",
  ])('is seen in %s', (source) => {
    expect(literalTexts('some.tsx', `const it = ${source}`)).toEqual([])
  })
})
