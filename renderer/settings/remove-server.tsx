import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { HistoryDialog } from './history-dialog.tsx'

export interface RemoveServerProps {
  readonly server: ServerSnapshot
  /** Whether the button need not say which server it removes. */
  readonly isOnly?: boolean
}

/** The button that removes a server, after a question. */
export function RemoveServer({ server, isOnly = false }: RemoveServerProps) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const name = isolate(server.name)
  return (
    <HistoryDialog
      buttonLabel={t(isOnly ? 'server.removeThis' : 'server.remove')}
      buttonName={isOnly ? undefined : t('server.removeNamed', { server: name })}
      title={t('server.removeTitle', { server: name })}
      text={t(removalText(server))}
      confirmLabel={t('server.remove')}
      deleteLabel={t('server.removeWithHistory')}
      onConfirm={(deleteHistory) => bridge.send({ type: 'remove-server', server: server.key, deleteHistory })}
    />
  )
}

/** What is forgotten with the server. */
function removalText({ account, token }: ServerSnapshot) {
  if (account !== null) return 'server.removeTextAccount'
  return token.present ? 'server.removeTextToken' : 'server.removeText'
}
