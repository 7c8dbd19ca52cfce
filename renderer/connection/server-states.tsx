import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { ServerDot } from '../style/server-dot.tsx'
import { useWindow } from '../window-context.ts'
import { canSignIn, isSigningIn, serverProblem } from './server-state.ts'
import { ServerStateLabel } from './server-state-label.tsx'
import styles from './server-states.module.css'
import { completenessText, countdown, isUnencrypted, nextTryAt, retryLabel } from './status-text.ts'

export interface ServerStatesProps {
  /** Of the list, which describes the dialog that it is shown in. */
  readonly id: string
  readonly servers: readonly ServerSnapshot[]
  readonly onConnectionLog: () => void
}

/** Every server with its state in words, why it is so, and what may be missing, in the order of the settings. */
export function ServerStates({ id, servers, onConnectionLog }: ServerStatesProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const now = useNow(1000)
  const retryable = servers.filter(({ status }) => retryLabel(status.connection, t) !== null)
  return (
    <>
      <ul className={styles.servers} id={id}>
        {servers.map((server) => (
          <ServerState key={server.key} server={server} now={now} />
        ))}
      </ul>
      <div className={styles.buttons}>
        {retryable.length > 1 && (
          <Button variant="outlined" onClick={() => bridge.send({ type: 'reconnect', server: null })}>
            {t('status.retry-all')}
          </Button>
        )}
        <Button variant="plain" onClick={onConnectionLog}>
          {t('status.show-connection-log')}
        </Button>
      </div>
    </>
  )
}

function ServerState({ server, now }: { readonly server: ServerSnapshot; readonly now: number }) {
  const { t, formats } = useI18n()
  const { connection, completeness } = server.status
  const problem = serverProblem(server, t)
  const retryAt = nextTryAt(connection)
  const isIncomplete = completeness.kind === 'gap' || completeness.kind === 'unknown'
  return (
    <li className={styles.server}>
      <p className={styles.head}>
        <ServerDot colour={server.settings.colour} />
        <span className={styles.name} dir="auto" title={server.address}>
          {server.name}
        </span>
        <ServerStateLabel server={server} />
      </p>
      {problem !== null && <p className={styles.note}>{problem}</p>}
      {retryAt !== null && (
        <p className={styles.note}>{t('status.next-attempt-is', { when: countdown(retryAt - now, t) })}</p>
      )}
      {isUnencrypted(server.address) && <p className={styles.note}>{t('status.not-encrypted-hint')}</p>}
      {isIncomplete && <p className={styles.note}>{completenessText(completeness, t, formats)}</p>}
      <Cure server={server} />
    </li>
  )
}

/** The button that may help; none where all is well, or a sign-in is under way. */
function Cure({ server }: { readonly server: ServerSnapshot }) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const { connection } = server.status
  const type = connection.kind === 'signed-out' && canSignIn(server) ? 'sign-in' : 'reconnect'
  const label = type === 'sign-in' ? t('sign-in.sign-in') : retryLabel(connection, t)
  if (label === null || isSigningIn(server)) return null
  return (
    <Button
      variant="small"
      aria-label={t('status.server-state', { server: isolate(server.name), state: label })}
      onClick={() => bridge.send({ type, server: server.key })}
    >
      {label}
    </Button>
  )
}
