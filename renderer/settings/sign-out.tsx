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
      buttonLabel={t('sign-in.sign-out')}
      buttonName={t('sign-in.sign-out-named', { server: name })}
      title={t('sign-in.sign-out-title', { server: name })}
      text={t('sign-in.sign-out-text')}
      confirmLabel={t('sign-in.sign-out')}
      deleteLabel={t('sign-in.sign-out-with-history')}
      onConfirm={(deleteHistory) => bridge.send({ type: 'sign-out', server: server.key, deleteHistory })}
    />
  )
}
