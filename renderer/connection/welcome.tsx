import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'

/** Shown while no server is known and there is no history either. */
export function Welcome() {
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name="plug" size={28} />
      </span>
      <h1 className={styles.title}>Which server shall Tidings listen to?</h1>
      <p className={styles.text}>Start Tidings with the address of your server:</p>
      <code className={styles.code}>tidings --server &lt;address&gt;</code>
      <p className={styles.text}>
        The address is the one of its notification stream, like https://app.example.com/api/notifications. Who
        runs the server can tell you.
      </p>
    </section>
  )
}
