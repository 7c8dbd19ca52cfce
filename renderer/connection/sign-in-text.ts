import type { AccountState, SignIn } from '../../electron/model/server.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

/** How far a sign-in has got, and what to do; null: there is none. */
export function signInText(signIn: SignIn, t: Translate): string | null {
  switch (signIn.kind) {
    case 'none':
      return null
    case 'preparing':
      return t('sign-in.preparing')
    case 'in-browser':
      return t('sign-in.in-browser')
    case 'code':
      return t('sign-in.with-code')
    case 'finishing':
      return t('sign-in.finishing')
    case 'failed':
      return signIn.reason
    default:
      return signIn satisfies never
  }
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
