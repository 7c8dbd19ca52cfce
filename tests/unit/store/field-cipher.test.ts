import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createFieldCipher, keyBytes } from '../../../electron/store/field-cipher.ts'

const key = randomBytes(keyBytes)
const cipher = createFieldCipher(key)
const texts = ['', 'Orders', 'Überweisung 🧾 \n 請求書', 'x'.repeat(100_000), '\0']

describe('a sealed text', () => {
  test.each(texts)('opens as it was (%#)', (text) => {
    expect(createFieldCipher(key).open(cipher.seal(text, 'item 1'), 'item 1')).toBe(text)
  })

  test('holds nothing of the text, and is another one each time', () => {
    const sealed = [cipher.seal('Salaries', 'a'), cipher.seal('Salaries', 'a')].map((one) =>
      Buffer.from(one).toString('latin1'),
    )
    expect(sealed[0]).not.toBe(sealed[1])
    expect(sealed.join()).not.toContain('Salaries')
  })

  test('opens neither with another key nor in another place', () => {
    const sealed = cipher.seal('Salaries', 'item 1')
    expect(createFieldCipher(randomBytes(keyBytes)).open(sealed, 'item 1')).toBeNull()
    expect(cipher.open(sealed, 'item 2')).toBeNull()
  })

  test('does not open when a single bit of it was changed, or bytes are missing', () => {
    const sealed = cipher.seal('Salaries', 'item 1')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(cipher.open(changed, 'item 1')).toBeNull()
      expect(cipher.open(sealed.subarray(0, at), 'item 1')).toBeNull()
    }
  })
})

test('a pseudonym is the same for the same name and key, and for no other', () => {
  const pseudonym = cipher.pseudonymOf('billing')
  expect(createFieldCipher(key).pseudonymOf('billing')).toBe(pseudonym)
  expect(cipher.pseudonymOf('Billing')).not.toBe(pseudonym)
  expect(createFieldCipher(randomBytes(keyBytes)).pseudonymOf('billing')).not.toBe(pseudonym)
  expect(pseudonym).toMatch(/^[\w-]{22}$/)
})
