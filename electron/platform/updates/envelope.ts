import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from '../../model/parse-json.ts'
import type { Opened } from '../../updates/updater.ts'

/**
 * A signed text, in the form of the Dead Simple Signing Envelope: one file holds what was signed and the signatures, so
 * that a server can't combine those of two releases.
 *
 * https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
 */
export const envelopeSchema = z.object({
  payloadType: z.string(),
  /** In base64. */
  payload: z.base64(),
  signatures: z
    .array(z.object({ keyid: z.string().max(128).optional(), sig: z.base64() }))
    .min(1)
    .max(8),
})

export type Envelope = z.infer<typeof envelopeSchema>

/**
 * Checks the signature before anything else looks at the content. One signature by one of the keys is enough, so that a
 * second key can take over from one that was lost or stolen.
 *
 * @param publicKeys Ed25519; SubjectPublicKeyInfo in base64
 */
export function openEnvelope(text: string, type: string, publicKeys: readonly string[]): Opened {
  const parsed = envelopeSchema.safeParse(parseJson(text))
  if (!parsed.success) return { kind: 'failed', reason: 'it is not a signed envelope' }
  const { payloadType, payload, signatures } = parsed.data
  if (payloadType !== type) return { kind: 'failed', reason: `it was signed as ${payloadType}` }
  const content = Buffer.from(payload, 'base64')
  const signed = signedBytes(type, content)
  const isSigned = publicKeys.map(readPublicKey).some((key) =>
    // The id of a key is a hint for people. Who signed is what the signature says.
    signatures.some(({ sig }) => verify(null, signed, key, Buffer.from(sig, 'base64'))),
  )
  if (!isSigned) return { kind: 'failed', reason: 'it is not signed with a key of this app' }
  return { kind: 'signed', payload: content.toString('utf8') }
}

/** What is signed: the type and the content, each with its length, so that neither can be taken for the other. */
export function signedBytes(type: string, content: Buffer): Buffer {
  const start = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${content.byteLength} `
  return Buffer.concat([Buffer.from(start), content])
}

/** @throws Error when it is no Ed25519 key */
export function readPublicKey(base64: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('A key for updates is not an Ed25519 key')
  return key
}
