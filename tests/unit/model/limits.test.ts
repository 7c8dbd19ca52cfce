import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Limit, limits } from '../../../electron/model/limits.ts'
import { projectFolder } from '../../support/tidings.ts'
import { withLimitTable } from '../../support/wire-format/limit-table.ts'

const all: readonly (readonly [string, Limit])[] = Object.entries(limits).flatMap(([group, entries]) =>
  Object.entries(entries).map(([name, limit]) => [`${group}.${name}`, limit] as const),
)

test('the table of limits in backend.md is as `npm run wire-format` writes it', () => {
  const docs = readFileSync(join(projectFolder, 'resources/docs/backend.md'), 'utf8')
  expect(withLimitTable(docs, limits)).toBe(docs)
})

test.each(all)(
  'the limit %s has a reason, and a test of the title that it names',
  (_, { reason, test: named }) => {
    const [file, title] = named
    expect(reason).not.toBe('')
    expect(readFileSync(join(projectFolder, 'tests', file), 'utf8')).toContain(title)
  },
)
