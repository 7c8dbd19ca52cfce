import { useNow } from '../format/use-now.ts'
import { PauseMenu } from '../settings/pause-menu.tsx'
import type { WindowParts } from '../window-parts.ts'
import styles from './connection-bar.module.css'
import { StatusIcon } from './status-icon.tsx'
import { serverName, statusText } from './status-text.ts'

/** The top of the window: how the connection is, to where, and the pause. */
export function ConnectionBar(parts: WindowParts) {
  const { clock, formats, view } = parts
  const { connection } = view.status
  const now = useNow(clock, connection.kind === 'waiting' ? 1000 : null)
  const status = statusText(connection, now, formats)
  const { server } = view
  return (
    <header className={styles.bar}>
      <StatusIcon kind={server === null ? 'no-server' : connection.kind} />
      <div className={styles.words}>
        <p className={styles.status} title={server === null ? undefined : status.since}>
          <span role="status">{server === null ? 'No server yet' : status.label}</span>
          {server !== null && status.countdown !== null && (
            <span className={styles.countdown}> {status.countdown}</span>
          )}
        </p>
        <p className={styles.server} title={server ?? undefined}>
          {server === null ? 'Tidings has nobody to listen to' : serverName(server)}
        </p>
      </div>
      <PauseMenu {...parts} />
    </header>
  )
}
