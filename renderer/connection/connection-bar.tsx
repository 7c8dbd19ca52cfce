import { Popover } from 'radix-ui'
import { useId } from 'react'
import { actionTexts } from '../../electron/model/shared-actions.ts'
import { useCommandKeys } from '../commands/use-command-keys.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { PauseMenu } from '../settings/pause-menu.tsx'
import { IconButton } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import { openerMark } from '../use-page-focus.ts'
import { useWindow } from '../window-context.ts'
import styles from './connection-bar.module.css'
import { type ConnectionSummary, type StatusKind, summarizeConnections } from './connection-summary.ts'
import { seenRejected } from './seen-rejected.ts'
import { ServerStates } from './server-states.tsx'
import { StatusDetails } from './status-details.tsx'
import { StatusIcon } from './status-icon.tsx'
import { retryText } from './status-text.ts'

export interface ConnectionBarProps {
  readonly onSettings: () => void
  readonly onConnectionLog: () => void
}

/** The top of the window: the state of the connections, the server, the pause menu and the settings button. */
export function ConnectionBar({ onSettings, onConnectionLog }: ConnectionBarProps) {
  const i18n = useI18n()
  const { t } = i18n
  const summary = summarizeConnections(useWindow().snapshot.servers, i18n)
  return (
    <header className={styles.bar}>
      <Disc kind={summary?.kind ?? 'no-server'} />
      {summary === null ? (
        <div className={styles.text}>
          <p className={styles.status}>
            <span aria-live="polite">{t('status.no-server')}</span>
          </p>
          <p className={styles.hint}>{t('status.no-server-hint')}</p>
        </div>
      ) : (
        <StatusButton summary={summary} onConnectionLog={onConnectionLog} />
      )}
      <PauseMenu />
      <SettingsButton onClick={onSettings} />
    </header>
  )
}

function Disc({ kind }: { readonly kind: StatusKind }) {
  return (
    <span className={styles.disc} data-kind={kind}>
      <StatusIcon kind={kind} />
    </span>
  )
}

interface StatusButtonProps extends Pick<ConnectionBarProps, 'onConnectionLog'> {
  readonly summary: ConnectionSummary
}

function StatusButton({ summary, onConnectionLog }: StatusButtonProps) {
  const { t } = useI18n()
  const { servers } = useWindow().snapshot
  const { status, subject, title, isUnencrypted, retryAt } = summary
  const now = useNow(retryAt === null ? null : 1000)
  const [only, ...others] = servers
  const factsId = useId()
  return (
    <Popover.Root>
      <div className={styles.text}>
        <p className={styles.status}>
          {/* Announced without the countdown, which would interrupt a screen reader every second. */}
          <span aria-live="polite" className={retryAt === null ? undefined : 'visually-hidden'}>
            {status}
          </span>
          {retryAt !== null && (
            <span className={styles.countdown} aria-hidden="true">
              {retryText(retryAt - now, t)}
            </span>
          )}
          {isUnencrypted && <span className={styles.warning}> {t('status.not-encrypted')}</span>}
        </p>
        {/* What stands for several servers may be cut; the address of one is read out with the details. */}
        <p
          className={styles.server}
          {...(others.length === 0 ? { dir: 'auto' as const } : { title: subject })}
        >
          {subject}
        </p>
        <Popover.Trigger
          className={styles.details}
          aria-label={t('status.details')}
          title={others.length === 0 ? t('status.details') : title}
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
          aria-describedby={factsId}
        >
          {only !== undefined && others.length === 0 ? (
            <StatusDetails id={factsId} server={only} onConnectionLog={onConnectionLog} />
          ) : (
            <ServerStates id={factsId} servers={servers} onConnectionLog={onConnectionLog} />
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Opens the settings. A dot tells that events could not be read, until the user has looked at the diagnostics. */
function SettingsButton({ onClick }: { readonly onClick: () => void }) {
  const { snapshot, memory } = useWindow()
  const { t } = useI18n()
  const { ariaKeysOf } = useCommandKeys()
  const { rejectedCount: count } = snapshot
  const hasNew = count > seenRejected(memory)
  return (
    <span className={styles.settings}>
      <IconButton
        icon="gear"
        size={18}
        label={hasNew ? t('settings.open-with-rejected', { count }) : t(actionTexts.settings)}
        aria-keyshortcuts={ariaKeysOf('settings')}
        onClick={onClick}
        {...openerMark('settings')}
      />
      {hasNew && <span className={styles.dot} />}
    </span>
  )
}
