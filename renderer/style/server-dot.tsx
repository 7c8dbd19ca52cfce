import type { ServerColour } from '../../electron/model/settings.ts'
import styles from './server-dot.module.css'

/** The colour of a server, always beside its name; a ring where the server was removed. */
export function ServerDot({ colour }: { readonly colour: ServerColour | null }) {
  const removed = colour === null ? '' : undefined
  return (
    <span
      className={styles.dot}
      data-removed={removed}
      style={{ color: `var(--server-${colour ?? 'grey'})` }}
    />
  )
}
