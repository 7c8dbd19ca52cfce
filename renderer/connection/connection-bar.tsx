import { Popover } from 'radix-ui'
import type { Connection } from '../../electron/model/connection.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { PauseMenu } from '../settings/pause-menu.tsx'
import { IconButton } from '../style/button.tsx'
import { Icon, type IconName } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { useWindow } from '../window-context.ts'
import styles from './connection-bar.module.css'
import { StatusDetails } from './status-details.tsx'
import { isUnencrypted, nextTryAt, retryText, serverName, statusLabel } from './status-text.ts'

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
      <StatusIcon kind={statusKind(server, status.connection.kind)} />
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
      <IconButton icon="gear" size={18} label={t('settings.open')} onClick={onSettings} />
    </header>
  )
}

type StatusKind = Connection['kind'] | 'no-server' | 'unencrypted'

function statusKind(server: string | null, connection: Connection['kind']): StatusKind {
  if (server === null) return 'no-server'
  return connection === 'open' && isUnencrypted(server) ? 'unencrypted' : connection
}

/** A different shape for each state, so that no state is shown by colour alone. */
const statusIcons = {
  open: 'check',
  connecting: 'ring',
  waiting: 'clock',
  offline: 'offline',
  'signed-out': 'key',
  stopped: 'stop',
  'no-server': 'plug',
  unencrypted: 'warning',
} as const satisfies Record<StatusKind, IconName>

function StatusIcon({ kind }: { readonly kind: StatusKind }) {
  return (
    <span className={styles.disc} data-kind={kind}>
      <Icon name={statusIcons[kind]} spinning={kind === 'connecting'} />
    </span>
  )
}

interface StatusButtonProps extends Pick<ConnectionBarProps, 'onConnectionLog'> {
  readonly server: string
}

function StatusButton({ server, onConnectionLog }: StatusButtonProps) {
  const { t } = useI18n()
  const { connection } = useWindow().snapshot.status
  const retryAt = connection.kind === 'waiting' ? nextTryAt(connection) : null
  const now = useNow(retryAt === null ? null : 1000)
  return (
    <Popover.Root>
      <div className={styles.text}>
        <p className={styles.status}>
          {/* Announced without the countdown, which would interrupt a screen reader every second. */}
          <span role="status" className={retryAt === null ? undefined : 'visually-hidden'}>
            {statusLabel(connection.kind, t)}
          </span>
          {retryAt !== null && (
            <span className={styles.countdown} aria-hidden="true">
              {retryText(retryAt - now, t)}
            </span>
          )}
          {isUnencrypted(server) && <span className={styles.warning}> {t('status.notEncrypted')}</span>}
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
          className={menu.popover}
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
