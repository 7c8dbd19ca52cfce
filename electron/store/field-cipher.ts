import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Seals texts with AES-256-GCM, so that nobody reads or changes them without the key. */
export interface FieldCipher {
  /** @param context what the text belongs to; it opens only with the same one, so values can't change places */
  readonly seal: (text: string, context: string) => Uint8Array
  /** Null: it was sealed with another key or context, or was changed. */
  readonly open: (sealed: Uint8Array, context: string) => string | null
  /** The same for equal texts and this key, and of no use without it: to find what has the same name. */
  readonly pseudonymOf: (name: string) => string
}

export const keyBytes = 32
const version = 1
// NIST SP 800-38D: a random nonce of 96 bits is good for 2^32 values of one key, and the tag has all of its 128 bits.
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes

/** A sealed value is a byte with the version, the nonce, the encrypted UTF-8 and the tag. @param key 32 bytes */
export function createFieldCipher(key: Uint8Array): FieldCipher {
  // One key, one purpose (RFC 5869).
  const subkey = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, '', `tidings ${purpose}`, 32))
  const sealKey = subkey('fields')
  const nameKey = subkey('names')

  return {
    seal: (text, context) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: tagBytes })
      cipher.setAAD(contextBytes(context))
      const encrypted = [cipher.update(text, 'utf8'), cipher.final()]
      return Buffer.concat([Buffer.of(version), nonce, ...encrypted, cipher.getAuthTag()])
    },

    open: (sealed, context) => {
      const end = sealed.length - tagBytes
      if (sealed[0] !== version || end < headBytes) return null
      const nonce = sealed.subarray(1, headBytes)
      const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, { authTagLength: tagBytes })
      decipher.setAAD(contextBytes(context))
      decipher.setAuthTag(sealed.subarray(end))
      try {
        return `${decipher.update(sealed.subarray(headBytes, end), undefined, 'utf8')}${decipher.final('utf8')}`
      } catch {
        return null
      }
    },

    pseudonymOf: (name) => createHmac('sha256', nameKey).update(name).digest('base64url').slice(0, 22),
  }
}

function contextBytes(context: string): Buffer {
  return Buffer.from(`tidings:${version}:${context}`)
}
