import { describe, expect, test } from 'vitest'
import { chooseSource } from '../../../electron/cli/choose-source.ts'
import type { StoredSource } from '../../../electron/store/history-reader.ts'

const stored = (id: string, name: string): StoredSource => ({
  ...{ id, name, isListed: true, visible: 1, unread: 0, rejected: 0 },
})
const billing = stored('https://billing.example.com/sse?topic=invoices', 'Billing')
const exports = stored('https://exports.example.com/', 'Exports')
const known = [billing, exports]

test.each([
  ['its name', 'Billing'],
  ['its name in other letters', ' billing '],
  ['its address', billing.id],
  ['its address with a format', `${billing.id}#format=ntfy`],
  ['its address with a token', `${billing.id}&token=s3cret`],
])('a server is found by %s', (_, wanted) => {
  expect(chooseSource(wanted, known)).toEqual({ kind: 'chosen', source: billing })
})

test('the exact name takes precedence over the same one in other letters', () => {
  const loud = stored('https://loud.example.com/', 'BILLING')
  expect(chooseSource('BILLING', [...known, loud])).toEqual({ kind: 'chosen', source: loud })
})

describe('refused in one sentence, with what there is', () => {
  test('an unknown server', () => {
    const chosen = chooseSource('Orders', known)
    expect(chosen).toEqual({
      kind: 'wrong',
      reason:
        'There is no server "Orders". Known: Billing (https://billing.example.com/sse?topic=invoices), Exports (https://exports.example.com/).',
    })
  })

  test('any, where none is known', () => {
    expect(chooseSource('Orders', [])).toMatchObject({ reason: expect.stringContaining('None is known') })
  })

  test('a name that several have', () => {
    const second = stored('https://billing.example.org/', 'Billing')
    expect(chooseSource('billing', [...known, second])).toMatchObject({
      kind: 'wrong',
      reason: expect.stringMatching(/give the address.*billing\.example\.com.*billing\.example\.org/),
    })
  })
})
