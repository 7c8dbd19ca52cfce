import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../../electron/policy/policy.ts'
import { policySchema, policySchemaText } from '../../support/policy/policy-schema.ts'
import { projectFolder } from '../../support/tidings.ts'

const read = (name: string) => readFileSync(join(projectFolder, 'resources', name), 'utf8')
const admx = read('policy/Tidings.admx')
const adml = read('policy/en-US/Tidings.adml')
const profile = read('policy/tidings.mobileconfig')
const keys = Object.keys(policySchema.shape)
  .filter((key) => key !== '$schema')
  .sort()

/** The values of the first group in every match. */
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, value]) => value ?? '')

/** What keeps a text from being XML: elements that do not close each other, and stray characters. */
function xmlProblem(text: string): string | null {
  const open: string[] = []
  const inside = text.replace(/^<\?xml [^?]*\?>\s*/, '').replace(/^<!DOCTYPE [^>]*>\s*/, '')
  const tag = /<(\/?)([A-Za-z]+)((?: [A-Za-z:]+="[^"<&]*")*)\s*(\/?)>/g
  for (const [, isEnd, name = '', , isEmpty] of inside.matchAll(tag)) {
    if (isEnd === '/' && open.pop() !== name) return `</${name}>`
    if (isEnd === '' && isEmpty === '') open.push(name)
  }
  const rest = inside.replace(tag, '').replace(/&(amp|lt|gt|quot);/g, '')
  return open[0] ?? /[<>&]/.exec(rest)?.[0] ?? null
}

test('the published JSON Schema is the one that policies are read by', () => {
  // If this fails: npm run policy-schema
  expect(read('policy/policy.schema.json')).toBe(policySchemaText())
})

test('the example is a valid policy, and all of it is used', () => {
  const example: unknown = JSON.parse(read('policy/policy.example.json'))
  expect(policySchema.safeParse(example).error).toBeUndefined()
  expect(readPolicy(example).problems).toEqual([])
})

test.each([
  ['Tidings.admx', admx],
  ['Tidings.adml', adml],
  ['tidings.mobileconfig', profile],
])('%s is well-formed XML', (_name, text) => {
  expect(xmlProblem(text)).toBeNull()
  expect(xmlProblem(text.replace(/<\/[A-Za-z]+>/, ''))).not.toBeNull()
})

describe('the templates for group policies', () => {
  test('have a policy for every key, and no other', () => {
    expect(all(admx, /<policy name="(\w+)"/g).sort()).toEqual(keys)
    const places = all(admx, /<policy [^>]* key="([^"]+)"/g)
    const own = 'Software\\Policies\\Tidings'
    expect([...new Set(places)].sort()).toEqual([own, `${own}\\retention`])
  })

  test('write the values under the names by which they are read', () => {
    const names = all(admx, /valueName="(\w+)"/g)
    expect([...names].sort()).toEqual([...keys.filter((key) => key !== 'retention'), 'days', 'items'].sort())
  })

  test('have a text for everything that they name, and for nothing else', () => {
    const named = new Set(all(admx, /\$\(string\.(\w+)\)/g))
    expect(all(adml, /<string id="(\w+)"/g).sort()).toEqual([...named].sort())
    const presented = all(admx, /\$\(presentation\.(\w+)\)/g)
    expect(all(adml, /<presentation id="(\w+)"/g).sort()).toEqual(presented.sort())
    const elements = all(admx, /<(?:multiText|decimal|text|enum) id="(\w+)"/g)
    expect(all(adml, /refId="(\w+)"/g).sort()).toEqual(elements.sort())
  })

  test('offer values that a policy can have', () => {
    for (const [, name = '', items = ''] of admx.matchAll(/<enum id="(\w+)"[^>]*>([\s\S]*?)<\/enum>/g)) {
      for (const value of all(items, /<string>(\w+)<\/string>/g)) {
        expect(readPolicy({ [name]: value }).problems).toEqual([])
      }
    }
    const [days, items, minutes] = [...admx.matchAll(/minValue="(\d+)" maxValue="(\d+)"/g)]
    const extremes = [1, 2].map((at) => ({
      retention: { days: Number(days?.[at]), items: Number(items?.[at]) },
      stalledAfterMinutes: Number(minutes?.[at]),
    }))
    for (const policy of extremes) expect(readPolicy(policy).problems).toEqual([])
  })
})

test('the profile for macOS has keys that a policy can have', () => {
  const payload = profile.slice(profile.indexOf('<array>'))
  const named = all(payload, /^ {6}<key>(\w+)<\/key>/gm).filter((key) => !key.startsWith('Payload'))
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((key) => !keys.includes(key))).toEqual([])
})

test('the documentation has every key, and no other', () => {
  const table = read('docs/deployment.md').split('| key | value |')[1]?.split('\n\n')[0] ?? ''
  expect(all(table, /^\| `(\w+)` \|/gm).sort()).toEqual(keys)
})
