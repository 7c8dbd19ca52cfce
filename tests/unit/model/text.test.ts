import { expect, test } from 'vitest'
import { cut } from '../../../electron/model/text.ts'

test('a long text is cut between what people see as characters', () => {
  expect(cut('👩‍👩‍👧‍👦'.repeat(5), 3)).toBe(`${'👩‍👩‍👧‍👦'.repeat(2)}…`)
  expect(cut('short', 80)).toBe('short')
  expect([...cut('x'.repeat(100_000), 240)]).toHaveLength(240)
})
