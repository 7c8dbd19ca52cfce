import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { languages } from '../../../electron/model/settings.ts'

const folder = fileURLToPath(new URL('../../../resources/texts', import.meta.url))

/** The texts of a language by their path, like `tray.quit`. */
function textsOf(language: string): ReadonlyMap<string, string> {
  return flat(JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8')), '')
}

function flat(value: unknown, path: string): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no text`)
  return new Map(
    Object.entries(value).flatMap(([name, child]) => [
      ...flat(child, path === '' ? name : `${path}.${name}`),
    ]),
  )
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

function partsOf(text: string): readonly Part[] {
  const all = (parts: readonly Part[]): readonly Part[] =>
    parts.flatMap((part) => [
      part,
      ...('options' in part ? Object.values(part.options).flatMap(({ value }) => all(value)) : []),
    ])
  return all(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
}

// In the syntax tree of ICU messages 0 is literal text and 7 is the number sign of a plural.
function placeholdersOf(text: string): readonly string[] {
  const named = partsOf(text).flatMap((part) =>
    part.type !== 0 && part.type !== 7 && 'value' in part && typeof part.value === 'string'
      ? [`${part.value}:${kindOf(part)}`]
      : [],
  )
  return [...new Set(named)].sort()
}

/** A language may need a plural (6) where another has only the number (2, or 1 without a format). */
function kindOf({ type }: Part): string {
  return type === 1 || type === 2 || type === 6 ? 'value' : String(type)
}

const english = textsOf('en')

test('there is a catalog for each language that can be chosen, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(languages.map((language) => `${language}.json`).sort())
})

test('the keys are in kebab-case', () => {
  const other = [...english.keys()].filter((key) => !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(key))
  expect(other).toEqual([])
})

describe.each(languages)('%s', (language) => {
  const texts = textsOf(language)

  test('has every text that English has, and no other', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('has no empty text', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('names the same values in each text', () => {
    const different = [...english].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(texts.get(key) ?? '').join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  test('has each plural form that the language has, and no other', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
    const wanted = [...pluralCategories].sort().join()
    const wrong = [...texts].filter(([, text]) =>
      partsOf(text).some((part) => {
        if (!('pluralType' in part) || part.pluralType !== 'cardinal') return false
        const forms = Object.keys(part.options).filter((form) => !form.startsWith('='))
        return forms.sort().join() !== wanted
      }),
    )
    expect(wrong.map(([key]) => key)).toEqual([])
  })
})

/** The texts of a language in which this occurs. */
function textsWith(language: string, pattern: RegExp): readonly string[] {
  return [...textsOf(language)]
    .filter(([, text]) => pattern.test(text))
    .map(([key, text]) => `${key}: ${text}`)
}

describe('no line is broken', () => {
  test.each(languages)('between a number and its unit: %s', (language) => {
    const unit = /(\d|\}|#) (s|ms|min|h|[KMG]i?[Bo]|Sek\.|Min\.|Std\.)(?![\p{Letter}’])/u
    expect(textsWith(language, unit)).toEqual([])
  })

  test('before the signs that French sets apart, and inside its quotation marks', () => {
    expect(textsWith('fr', / [:;?!»]|« /)).toEqual([])
  })
})

// What is said in another word: notification and job, Vorgang, couper, con error, 通知オフの時間帯, كمبيوتر.
test.each([
  ['en', /\b(toasts?|tasks?|news|could not|does not|is not)\b|listen/i],
  ['de', /Toast|Auftr[aä]g|\bdir\b|\bdein/],
  ['fr', /toast|sourdine|\bnon lus?\b|votre bureau vous/i],
  ['es', /toast|fallid|escuch|hasta las |\bpor ti\b/i],
  ['ja', /トースト|静かな時間|おやすみ時間|カテゴリー|Web ページ/],
  ['ar', /الحاسوب|[^\u0600-\u06ff](ث|د|س)([^\u0600-\u06ff]|$)/],
] as const)('%s uses one word for one thing', (language, others) => {
  expect(textsWith(language, others)).toEqual([])
})

describe('what each language sets apart', () => {
  test('French: the colon by a no-break space, the other signs by a narrow one', () => {
    expect(textsWith('fr', /\u202f[:»]|\u00a0[;?!]|«[^\u00a0]|[^\u00a0]»|\p{Letter}[;?!]/u)).toEqual([])
  })

  test('Japanese: no number from its counter, and no colon or full stop of another width', () => {
    expect(textsWith('ja', /(\d|\}|#) [秒分時日年件台本つ回]/)).toEqual([])
    expect(textsWith('ja', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}}][.:](\s|$)/u)).toEqual([])
  })
})

test.each(languages.filter((language) => language !== 'en'))('%s is translated', (language) => {
  const texts = textsOf(language)
  // What is the same in both has to be no sentence: a name, a sign, a word both languages share.
  const untranslated = [...english].filter(
    ([key, text]) =>
      texts.get(key) === text && /\p{L}{3,} \p{L}{2,} \p{L}{2,}/u.test(text.replaceAll(/\{[^}]*\}/g, '')),
  )
  expect(untranslated.map(([key]) => key)).toEqual([])
})
