import { IntlMessageFormat } from 'intl-messageformat'
import type en from '../../resources/texts/en.json'
import type { Language } from '../model/settings.ts'
import { isolate } from '../model/text.ts'

/** All texts of a language; the English ones are the pattern of all others. */
export type Catalog = typeof en
type KeysOf<Texts> = {
  [Name in keyof Texts & string]: Texts[Name] extends string ? Name : `${Name}.${KeysOf<Texts[Name]>}`
}[keyof Texts & string]

/** The path of a text in the catalogs, like `tray.quit`. */
export type TextKey = KeysOf<Catalog>

/** The values of a text's placeholders; a `Date` or milliseconds since the epoch for a date or time. */
export type TextValues = Readonly<Record<string, string | number | Date>>

export type Direction = 'ltr' | 'rtl'

/** Texts in one language. */
export interface I18n {
  readonly language: Language
  /** In which direction the language is written. */
  readonly direction: Direction
  /** The locale of numbers, like `de-AT`. */
  readonly locale: string
  /** The locale of dates and times. */
  readonly timeLocale: string
  /** Translates: returns the text of this key, with its values. Throws when a value is missing, which is a bug. */
  readonly t: (key: TextKey, values?: TextValues) => string
  /** Whether there is a text with this path. */
  readonly has: (key: string) => key is TextKey
  /** Joins parts of a list, as in "connected, 3 unread". */
  readonly list: (parts: readonly string[]) => string
}

/**
 * @param catalog the texts of the language
 * @param locale for numbers, like `de-AT`; default: the language
 * @param timeLocale for dates and times; default: the same
 */
export function createI18n(
  catalog: Catalog,
  language: Language,
  locale: string = language,
  timeLocale = locale,
): I18n {
  const formats = new Map<TextKey, IntlMessageFormat>()

  const formatOf = (key: TextKey): IntlMessageFormat => {
    const options = {
      // A `<` in a text is not a tag.
      ignoreTag: true,
      formatters: {
        getNumberFormat: (locales?: string | string[], format?: Intl.NumberFormatOptions) =>
          new Intl.NumberFormat(locales, format),
        getPluralRules: (locales?: string | string[], format?: Intl.PluralRulesOptions) =>
          new Intl.PluralRules(locales, format),
        getDateTimeFormat: (_locales?: string | string[], format?: Intl.DateTimeFormatOptions) =>
          new Intl.DateTimeFormat(timeLocale, format),
      },
    }
    const known = formats.get(key)
    if (known !== undefined) return known
    const text = findText(catalog, key)
    if (text === null) throw new Error(`There is no text ${key}.`)
    const format = new IntlMessageFormat(text, locale, {}, options)
    formats.set(key, format)
    return format
  }

  const direction = language === 'ar' ? 'rtl' : 'ltr'
  const t: I18n['t'] = (key, values = {}) =>
    String(formatOf(key).format(direction === 'rtl' ? isolateValues(values) : { ...values }))
  const has = (key: string): key is TextKey => findText(catalog, key) !== null

  return { language, direction, locale, timeLocale, t, has, list: (parts) => parts.join(t('list.separator')) }
}

/** In Arabic a title, an address or a date of digits would otherwise mix its order with that of the words around it. */
function isolateValues(values: TextValues): TextValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolate(value) : value]),
  )
}

function findText(catalog: Catalog, key: string): string | null {
  const child = (texts: unknown, name: string): unknown =>
    typeof texts === 'object' && texts !== null && Object.hasOwn(texts, name)
      ? Reflect.get(texts, name)
      : undefined
  const found = key.split('.').reduce(child, catalog)
  return typeof found === 'string' ? found : null
}
