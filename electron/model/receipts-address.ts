import { isSecure } from './safe-url.ts'

/**
 * The address that takes a server's receipts, resolved against that of its stream; null: they may not be sent there. It is
 * of the same origin, so that nobody else learns what the user reads, and neither does who listens on the way.
 */
export function parseReceiptsAddress(address: string, stream: URL): URL | null {
  if (!URL.canParse(address, stream.href)) return null
  const url = new URL(address, stream)
  const isOwn = url.origin === stream.origin && url.username === '' && url.password === ''
  return isOwn && isSecure(url) ? url : null
}
