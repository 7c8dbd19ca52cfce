import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const electron = fileURLToPath(new URL('../../../electron', import.meta.url))

/** What speaks to developers and administrators, or answers the command line, is English. */
const english = [
  /^cli\//,
  /^main\.ts$/,
  /^doctor\/(print-report|run-doctor)\.ts$/,
  /^window\/diagnostics\.ts$/,
  /^platform\/files\/token-file\.ts$/,
  // Why a link was not followed, a notification not shown, what the desktop lacks: for the log.
  /^deep-links\/deep-links\.ts$/,
  /^platform\/(notifications|dbus)\//,
  /^platform\/system\/(desktop-support|start-checks)\.ts$/,
  // Why an update was refused: for the log.
  /^updates\/(fetch-metadata|update-statement|updater)\.ts$/,
  /^platform\/updates\/(envelope|install-file)\.ts$/,
  // Why an event was rejected, and the limits of events, for those who write the server.
  /^feed\/(decode|read-data|json-size|wire-format|formats\/.+)\.ts$/,
  /^model\/limits\.ts$/,
]

const sentence = /\p{L}{2,},? [\p{L}’]+,? [\p{L}’]+/u
const sql =
  /^\s*(INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|WITH|DROP|BEGIN)\b|\b(SELECT|AND|IS NULL|IS NOT|INDEXED BY|ORDER BY|AS)\b/

/** The texts of a file that are sentences, without those that go to the log or into an error. */
function sentencesIn(source: string, file: string): readonly string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const child of node) visit(child)
      return
    }
    if (!isNode(node) || isForDevelopers(node)) return
    const text = textOf(node)
    if (text !== null && sentence.test(text) && !sql.test(text)) found.push(text)
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(file, source).program)
  return found
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string }

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'
}

function textOf(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return null
  return node.quasis.map((part) => part.value.cooked).join('x')
}

function isForDevelopers(node: Node): boolean {
  const callee = isNode(node.callee) ? node.callee : null
  if (callee === null) return false
  if (node.type === 'NewExpression') return /Error$/.test(String(callee.name))
  const target = isNode(callee.object) ? callee.object : null
  return target?.name === 'log' || (isNode(target?.property) && target.property.name === 'log')
}

const files = readdirSync(electron, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !english.some((pattern) => pattern.test(file)))

test('no sentence for users stands in the code', () => {
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap((file) =>
    sentencesIn(readFileSync(join(electron, file), 'utf8'), file).map((text) => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})

test.each([
  "const title = 'Tidings couldn’t start'",
  'const body = `The history could not be opened`',
  "show({ label: 'Pause all notifications' })",
])('%s would be noticed', (source) => {
  expect(sentencesIn(source, 'example.ts')).toHaveLength(1)
})

test.each([
  "log.warn('The place could not be saved')",
  'options.log.error(`The history could not be opened`)',
  "throw new TypeError('nothing came for long')",
  "database.prepare('SELECT key FROM item')",
])('%s is for developers', (source) => {
  expect(sentencesIn(source, 'example.ts')).toEqual([])
})
