import type { AccountState, SignIn } from '../../electron/model/server.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

/** How far a sign-in has got, and what to do; null: there is none. */
export function signInText(signIn: SignIn, t: Translate): string | null {
  switch (signIn.kind) {
    case 'none':
      return null
    case 'preparing':
      return t('signIn.preparing')
    case 'in-browser':
      return t('signIn.inBrowser')
    case 'code':
      return t('signIn.withCode')
    case 'finishing':
      return t('signIn.finishing')
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
  if (account.user === null) return t('signIn.at', { provider })
  return t('signIn.as', { user: isolate(account.user), provider })
}
