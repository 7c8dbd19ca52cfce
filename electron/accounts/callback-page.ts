import type { I18n } from '../i18n/i18n.ts'
import type { AccountError } from './account-error.ts'
import { explainAccountError } from './explain-account-error.ts'
import type { LoopbackPage } from './loopback.ts'

/** How the sign-in ended, as the browser's page tells it. */
export type SignInResult =
  | { readonly kind: 'signed-in' }
  /** The app no longer wants an answer, or it is not the one that it waits for. */
  | { readonly kind: 'not-expected' }
  | { readonly kind: 'failed'; readonly error: AccountError }

/** The page with which the sign-in ends in the browser. It needs nothing else: no script, no picture, no other file. */
export async function callbackPage(result: SignInResult, i18n: I18n): Promise<LoopbackPage> {
  const isGood = result.kind === 'signed-in'
  const title = i18n.t(isGood ? 'sign-in.page.done' : 'sign-in.page.failed')
  const problem =
    result.kind === 'failed' ? explainAccountError(result.error, i18n) : i18n.t('sign-in.page.not-expected')
  const lines = [...(isGood ? [] : [problem]), i18n.t('sign-in.page.close')]
  const { language } = i18n
  const body = `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(title)}</h1>
${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</main>
</html>
`
  const csp = [
    "default-src 'none'",
    `style-src 'sha256-${await sha256(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    status: isGood ? 200 : 400,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Content-Security-Policy': csp.join('; '),
      'Cache-Control': 'no-store',
      // The address of this page holds the code.
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
    body,
  }
}

const style =
  ':root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}' +
  'main{max-width:30rem;margin:20vh auto 0;padding:0 1.5rem;overflow-wrap:anywhere}' +
  'h1{font-size:1.5rem;line-height:1.25}'

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}
