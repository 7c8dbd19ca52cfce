import type { DecodeResult, RawEvent, SignOfLife } from '../../model/event.ts'
import { decodeTextOrJson } from './text-or-json.ts'

/**
 * Decodes the updates of a Mercure hub (https://mercure.rocks/spec): their data is what a publisher wrote. What the hub
 * says itself, that somebody else has subscribed, concerns nobody here.
 */
export function decodeMercure(raw: RawEvent): DecodeResult | SignOfLife {
  return isAboutSubscriptions(raw) ? { kind: 'sign-of-life' } : decodeTextOrJson(raw)
}

/** "The hub must dispatch subscription events with the type `mercure`." Older hubs did so without. */
function isAboutSubscriptions({ type, data }: RawEvent): boolean {
  return (
    type === 'mercure' ||
    (/"type"\s*:\s*"Subscription"/.test(data) && data.includes('/.well-known/mercure/subscriptions/'))
  )
}
