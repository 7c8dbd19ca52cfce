import { IntlMessageFormat } from 'intl-messageformat'
import { type Catalog, createI18n, type I18n } from '../../../electron/i18n/i18n.ts'
import en from '../../../resources/texts/en.json'
import type { FakeBridge } from '../fake-bridge.ts'

type Parts = ReturnType<IntlMessageFormat['getAst']>
type Part = Parts[number]

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const accented = 'áƀçđéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞǪŔŠŢÚṼŴẊÝŽ'
const accents = new Map([...letters].map((letter, index) => [letter, [...accented][index] ?? letter]))

/**
 * English as a language that nobody speaks: with accents, in brackets, and at 140 % of its length, as many languages
 * need. What is on screen without brackets is not translated; what is cut or too wide will be in some language.
 */
const pseudoCatalog: Catalog = mapTexts(en, pseudoText)

/** The texts of the pseudo-locale, with English numbers and times. */
export function createPseudoI18n(locale = 'en-GB'): I18n {
  return createI18n(pseudoCatalog, 'en', locale)
}

/** The same main process, whose texts are those of the pseudo-locale. */
export function withPseudoTexts(bridge: FakeBridge): FakeBridge {
  return { ...bridge, texts: async () => pseudoCatalog }
}

/** `Waiting for {name}` is `[Ŵáíţíñĝ ƒóŕ {name}~~~~~]`. Signs and numbers alone stay as they are. */
export function pseudoText(text: string): string {
  const parts = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()
  const length = lengthOf(parts)
  return length === 0 ? text : `[${parts.map(print).join('')}${padding(Math.ceil(length * 0.4))}]`
}

function mapTexts<Texts extends object>(texts: Texts, change: (text: string) => string): Texts {
  const changed = Object.entries(texts).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [name, change(value)]
    if (typeof value === 'object' && value !== null) return [name, mapTexts(value, change)]
    throw new Error(`${name} is no text`)
  })
  return { ...texts, ...Object.fromEntries(changed) }
}

/** The length of what is written, of the longest form where there are several; 0 if it is signs and numbers alone. */
function lengthOf(parts: Parts): number {
  const own = parts.flatMap((part) => (part.type === 0 ? part.value : [])).join('')
  const forms = parts.flatMap((part) =>
    'options' in part ? Math.max(...Object.values(part.options).map(({ value }) => lengthOf(value))) : [],
  )
  const inForms = forms.reduce((sum, length) => sum + length, 0)
  const isText = /\p{Letter}/u.test(own) || parts.some(({ type }) => type === 1)
  return isText || inForms > 0 ? own.length + inForms : 0
}

/** Back to the syntax of ICU (https://unicode-org.github.io/icu/userguide/format_parse/messages/). */
function print(part: Part): string {
  switch (part.type) {
    case 0:
      return part.value.replaceAll(/[a-z]/gi, (letter) => accents.get(letter) ?? letter)
    case 7:
      return '#'
    case 6: {
      const forms = Object.entries(part.options).map(
        ([name, { value }]) => `${name} {${value.map(print).join('')}}`,
      )
      return `{${part.value}, plural, ${forms.join(' ')}}`
    }
    case 2:
      return `{${part.value}, number${styleOf(part)}}`
    case 3:
      return `{${part.value}, date${styleOf(part)}}`
    case 4:
      return `{${part.value}, time${styleOf(part)}}`
    case 1:
      return `{${part.value}}`
    default:
      throw new Error(`a part of type ${part.type} is not used in the texts`)
  }
}

function styleOf({ style }: { readonly style?: unknown }): string {
  return typeof style === 'string' ? `, ${style}` : ''
}

/** In words of eight, so that long texts can be wrapped and short ones can't. */
function padding(length: number): string {
  return '~'.repeat(length).replaceAll(/~{8}(?=~)/g, '~~~~~~~~ ')
}
