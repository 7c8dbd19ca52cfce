import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../support/tidings.ts'

const documents = [
  ...['README.md', 'CONTRIBUTING.md', '.github/SECURITY.md'],
  ...readdirSync(join(projectFolder, 'resources/docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `resources/docs/${name}`),
]

/** Paths within the project, as they stand in inline code. A file right below `resources` may be one of a package. */
const pathsIn = (document: string) =>
  [...document.matchAll(/`((?:electron|renderer|tests|resources\/[\w-]+)\/[\w./@[\]-]+)`/g)].map(
    ([, path = '']) => path,
  )

test.each(documents)('the files that %s names exist', (document) => {
  const missing = pathsIn(readFileSync(join(projectFolder, document), 'utf8')).filter(
    (path) => !existsSync(join(projectFolder, path)),
  )
  expect(missing).toEqual([])
})
