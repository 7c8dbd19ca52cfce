import type { AccountState, SignIn } from '../../electron/model/server.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

/** How far a sign-in has got, and what to do; null: there is none. */
export function signInText(signIn: SignIn, t: Translate): string | null {
  if (signIn.kind === 'none') return null
  if (signIn.kind === 'failed') return signIn.reason
  return t(signIn.kind === 'code' ? 'sign-in.with-code' : `sign-in.${signIn.kind}`)
}

/** As whom the user is signed in, and where. */
export function accountText(
  account: AccountState,
  { t, isolate }: Pick<WindowI18n, 't' | 'isolate'>,
): string {
  const provider = isolate(account.provider)
  if (account.user === null) return t('sign-in.at', { provider })
  return t('sign-in.as', { user: isolate(account.user), provider })
}
