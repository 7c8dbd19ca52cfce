import { Popover } from 'radix-ui'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { PauseMenu } from '../settings/pause-menu.tsx'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-bar.module.css'
import { StatusDetails } from './status-details.tsx'
import { StatusIcon } from './status-icon.tsx'
import { countdown, nextTryAt, serverName, statusLabel } from './status-text.ts'

export interface ConnectionBarProps {
  readonly onSettings: () => void
  readonly onConnectionLog: () => void
}

/** The top of the window: the state of the connection, the server, the pause menu and the settings button. */
export function ConnectionBar({ onSettings, onConnectionLog }: ConnectionBarProps) {
  const { t } = useI18n()
  const { server, status } = useWindow().snapshot
  return (
    <header className={styles.bar}>
      <StatusIcon kind={server === null ? 'no-server' : status.connection.kind} />
      {server === null ? (
        <div className={styles.text}>
          <p className={styles.status}>
            <span role="status">{t('status.noServer')}</span>
          </p>
          <p className={styles.server}>{t('status.noServerHint')}</p>
        </div>
      ) : (
        <StatusButton server={server} onConnectionLog={onConnectionLog} />
      )}
      <PauseMenu />
      <button
        type="button"
        className={buttons.icon}
        aria-label={t('settings.open')}
        title={t('settings.open')}
        onClick={onSettings}
      >
        <Icon name="gear" size={18} />
      </button>
    </header>
  )
}

interface StatusButtonProps {
  readonly server: string
  readonly onConnectionLog: () => void
}

function StatusButton({ server, onConnectionLog }: StatusButtonProps) {
  const { t } = useI18n()
  const { connection } = useWindow().snapshot.status
  const retryAt = nextTryAt(connection)
  const now = useNow(connection.kind === 'waiting' ? 1000 : null)
  return (
    <Popover.Root>
      <div className={styles.text}>
        <p className={styles.status}>
          <span role="status">{statusLabel(connection.kind, t)}</span>
          {retryAt !== null && connection.kind === 'waiting' && (
            <span className={styles.countdown}> {countdown(retryAt - now, t)}</span>
          )}
        </p>
        <p className={styles.server} dir="ltr" title={server}>
          {serverName(server)}
        </p>
        <Popover.Trigger
          className={styles.details}
          aria-label={t('status.details')}
          title={t('status.details')}
        >
          <Icon name="chevron" size={14} />
        </Popover.Trigger>
      </div>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('status.details')}
        >
          <StatusDetails onConnectionLog={onConnectionLog} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
