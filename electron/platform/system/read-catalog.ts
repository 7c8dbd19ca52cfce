import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { Catalog } from '../../i18n/i18n.ts'
import type { Language } from '../../model/settings.ts'

/** The texts of a language other than English, from their file. They have the same keys as the English ones. */
export function readCatalog(language: Exclude<Language, 'en'>): Catalog {
  return JSON.parse(readFileSync(join(app.getAppPath(), 'resources/texts', `${language}.json`), 'utf8'))
}
