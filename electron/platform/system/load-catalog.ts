import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import en from '../../../resources/texts/en.json'
import type { Catalog } from '../../i18n/i18n.ts'
import type { Language } from '../../model/settings.ts'

/**
 * The texts of a language. Only English is part of the program; the others are files of it, of which one at most is in
 * use, and have the same keys.
 */
export function loadCatalog(language: Language): Catalog {
  if (language === 'en') return en
  return JSON.parse(readFileSync(join(app.getAppPath(), 'resources/texts', `${language}.json`), 'utf8'))
}
