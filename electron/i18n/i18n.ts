import { IntlMessageFormat } from 'intl-messageformat'
import ar from '../../resources/texts/ar.json'
import de from '../../resources/texts/de.json'
import en from '../../resources/texts/en.json'
import es from '../../resources/texts/es.json'
import fr from '../../resources/texts/fr.json'
import ja from '../../resources/texts/ja.json'
import type { Language } from '../model/settings.ts'

type Catalog = typeof en
type KeysOf<Texts> = {
  [Name in keyof Texts & string]: Texts[Name] extends string ? Name : `${Name}.${KeysOf<Texts[Name]>}`
}[keyof Texts & string]

/** Names a text by its path in the catalogs, like `tray.quit`. */
export type TextKey = KeysOf<Catalog>

/** What a text's placeholders stand for; a `Date` or milliseconds where the text says date or time. */
export type TextValues = Readonly<Record<string, string | number | Date>>

/** Says things in one language. */
export interface I18n {
  readonly language: Language
  /** Throws when a value that the text asks for is missing: that is a bug. */
  readonly t: (key: TextKey, values?: TextValues) => string
  /** Says several things one after the other, as in "connected, 3 unread". */
  readonly list: (parts: readonly string[]) => string
}

// Each catalog has every text that English has; the compiler holds it.
const catalogs: Readonly<Record<Language, Catalog>> = { en, de, fr, es, ja, ar }

/** @param locale for numbers, dates and times, like `de-AT`; without one those of the language itself */
export function createI18n(language: Language, locale: string = language): I18n {
  const formats = new Map<TextKey, IntlMessageFormat>()

  const formatOf = (key: TextKey): IntlMessageFormat => {
    const known = formats.get(key)
    if (known !== undefined) return known
    // Texts are text: a `<` in one begins no tag.
    const format = new IntlMessageFormat(textOf(catalogs[language], key), locale, undefined, {
      ignoreTag: true,
    })
    formats.set(key, format)
    return format
  }

  const t: I18n['t'] = (key, values) => String(formatOf(key).format({ ...values }))

  return { language, t, list: (parts) => parts.join(t('list.separator')) }
}

function textOf(catalog: Catalog, key: TextKey): string {
  let found: unknown = catalog
  for (const name of key.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined
  }
  if (typeof found !== 'string') throw new Error(`There is no text ${key}.`)
  return found
}
