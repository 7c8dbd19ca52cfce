import { pause } from '../model/clock.ts'
import { isSecureFrom } from '../model/safe-url.ts'
import { type AccountError, failed, type Outcome, shownText } from './account-error.ts'
import type { SignInContext } from './sign-in-context.ts'

/** Longer than any that a user would type. */
const maxCodeLength = 40
const slowerMs = 5_000
const longestIntervalMs = 60_000
const longestLifeMs = 3_600_000

/** Signs in with a code that the user types in any browser (RFC 8628). */
export async function deviceFlow(context: SignInContext): Promise<Outcome<void>> {
  const { stream, server, client, clock, signal, onProgress } = context
  const { host } = new URL(server.issuer)
  const requested = await client.requestDeviceCode(context.scopes)
  if (requested.kind === 'failed') return requested
  const device = requested.value
  const address = URL.canParse(device.address) ? new URL(device.address) : null
  if (address === null) return failed({ kind: 'not-understood', host })
  if (!isSecureFrom(address, stream)) return failed({ kind: 'insecure-address', host })
  const code = shownText(device.userCode)
  if (code === '' || code.length > maxCodeLength) return failed({ kind: 'not-understood', host })
  const expiresAt = clock.now() + Math.min(device.lifeMs, longestLifeMs)
  onProgress({ kind: 'code', code, address: address.href, expiresAt })

  let intervalMs = Math.min(device.intervalMs, longestIntervalMs)
  for (;;) {
    await pause(Math.min(intervalMs, Math.max(0, expiresAt - clock.now())), clock, signal)
    if (signal.aborted) return failed({ kind: 'unexpected' })
    if (clock.now() >= expiresAt) return failed({ kind: 'code-expired', host })
    const polled = await client.exchangeDeviceCode(device)
    if (polled.kind === 'done') {
      onProgress({ kind: 'finishing' })
      return context.accept(polled.value)
    }
    const next = nextInterval(polled.error, intervalMs)
    if (next === null) return polled
    intervalMs = Math.min(Math.max(next, polled.retryAfterMs), longestIntervalMs)
  }
}

/** How long to wait for the next attempt; null: there is none. */
export function nextInterval(error: AccountError, intervalMs: number): number | null {
  if (error.kind === 'refused' && error.code === 'authorization_pending') return intervalMs
  if (error.kind === 'refused' && error.code === 'slow_down') return intervalMs + slowerMs
  // RFC 8628, 3.5: without an answer ever more slowly.
  return error.kind === 'unreachable' || error.kind === 'status' ? intervalMs * 2 : null
}
