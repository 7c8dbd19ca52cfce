import type { Clock } from '../model/clock.ts'
import { isSecureFrom } from '../model/safe-url.ts'
import { failed, type Outcome } from './account-error.ts'
import { callbackPage, type SignInResult } from './callback-page.ts'
import type { LoopbackPage } from './loopback.ts'
import { createProof, type Proof } from './oauth-client.ts'
import type { SignInContext } from './sign-in-context.ts'

export const callbackPath = '/callback'

/** How long the user may take in the browser. */
const browserTimeoutMs = 10 * 60_000

/** `unavailable`: not on this computer, or not now. */
export type BrowserFlowResult =
  | Outcome<void>
  | { readonly kind: 'unavailable'; readonly why: 'no-listener' | 'no-browser' }

/** Signs in with the browser of this computer, which brings the answer back itself (RFC 8252). */
export async function browserFlow(context: SignInContext): Promise<BrowserFlowResult> {
  const { stream, server, client, scopes, onProgress } = context
  const proof = createProof(scopes)
  const waiting = waitForAnswer(context, proof)
  const listener = await context.loopback(callbackPath, waiting.receive)
  if (listener === null) {
    waiting.stop()
    return { kind: 'unavailable', why: 'no-listener' }
  }
  try {
    const page = await client.authorizationUrl(listener.redirectUri, scopes, proof)
    if (page.kind === 'failed') return page
    const { host } = new URL(server.issuer)
    if (!isSecureFrom(page.value, stream)) return failed({ kind: 'insecure-address', host })
    const waited = await openAndWait(page.value)
    if (waited.kind !== 'answer') return waited
    onProgress({ kind: 'finishing' })
    const grant = await client.exchange(waited.url, proof)
    const outcome = grant.kind === 'failed' ? grant : await context.accept(grant.value)
    waited.finish(outcome.kind === 'done' ? { kind: 'signed-in' } : { kind: 'failed', error: outcome.error })
    return outcome
  } finally {
    waiting.stop()
    listener.close()
  }

  /** Some programs that open a page end only with it, so the answer may be here before it is known to be open. */
  async function openAndWait(page: URL) {
    if (context.signal.aborted) return aborted
    onProgress({ kind: 'in-browser', url: page })
    const opening = context.openBrowser(page)
    const first = await Promise.race([opening, waiting.answer])
    if (first === false) return { kind: 'unavailable', why: 'no-browser' } as const
    return first === true ? waiting.answer : first
  }
}

/** What the browser brought, and how to tell it what became of that. */
interface Answer {
  readonly kind: 'answer'
  readonly url: URL
  readonly finish: (result: SignInResult) => void
}

/** The result of a sign-in that was cancelled; nobody looks at it. */
const aborted = failed({ kind: 'unexpected' })

/** Waits for the one answer that belongs to this sign-in. Any page can send others here, so they don't end it. */
function waitForAnswer(
  { clock, i18n, signal }: Pick<SignInContext, 'i18n' | 'signal'> & { readonly clock: Clock },
  { state }: Proof,
) {
  let isUsed = false
  let show = (_result: SignInResult) => {}
  let finishWaiting = (_waited: Answer | typeof aborted) => {}
  const answer = new Promise<Answer | typeof aborted>((resolve) => {
    finishWaiting = resolve
  })
  const cancelTimeout = clock.after(browserTimeoutMs, () =>
    finishWaiting(failed({ kind: 'browser-silent', afterMs: browserTimeoutMs })),
  )
  const abort = () => finishWaiting(aborted)
  signal.addEventListener('abort', abort, { once: true })

  const receive = async (url: URL): Promise<LoopbackPage> => {
    if (isUsed || url.searchParams.get('state') !== state)
      return callbackPage({ kind: 'not-expected' }, i18n())
    isUsed = true
    cancelTimeout()
    const result = await new Promise<SignInResult>((resolve) => {
      show = resolve
      finishWaiting({ kind: 'answer', url, finish: resolve })
    })
    return callbackPage(result, i18n())
  }

  return {
    answer,
    receive,
    stop: () => {
      isUsed = true
      cancelTimeout()
      signal.removeEventListener('abort', abort)
      finishWaiting(aborted)
      show({ kind: 'not-expected' })
    },
  }
}
