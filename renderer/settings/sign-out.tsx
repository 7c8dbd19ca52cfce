import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { HistoryDialog } from './history-dialog.tsx'

/** The button that signs out of a server's account, after a question. */
export function SignOut({ server }: { readonly server: ServerSnapshot }) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const name = isolate(server.name)
  return (
    <HistoryDialog
      buttonLabel={t('signIn.signOut')}
      buttonName={t('signIn.signOutNamed', { server: name })}
      title={t('signIn.signOutTitle', { server: name })}
      text={t('signIn.signOutText')}
      confirmLabel={t('signIn.signOut')}
      deleteLabel={t('signIn.signOutWithHistory')}
      onConfirm={(deleteHistory) => bridge.send({ type: 'sign-out', server: server.key, deleteHistory })}
    />
  )
}
