import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { UpdateSource } from '../../updates/updater.ts'

/** The part of package.json that resources/packaging/pack.ts writes into the packed app. */
const packedSchema = z.object({
  updates: z.object({ server: z.url(), publicKeys: z.array(z.base64()).min(1) }),
})

/** Where the packed app finds updates; null when it was packed without a key, and when it is not packed. */
export function readUpdateSource(appFolder: string): UpdateSource | null {
  const content = readFileSync(join(appFolder, 'package.json'), 'utf8')
  const parsed = packedSchema.safeParse(JSON.parse(content))
  if (!parsed.success) return null
  const { server, publicKeys } = parsed.data.updates
  return { server: new URL(server.endsWith('/') ? server : `${server}/`), publicKeys }
}
