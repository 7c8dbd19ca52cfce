import { useState } from 'react'
import { serverName } from '../connection/status-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'

export interface TestStepProps {
  readonly server: string
  readonly onDone: () => void
}

/** The second step of the first run: a test notification, so that the user has seen one. */
export function TestStep({ server, onDone }: TestStepProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [sent, setSent] = useState(false)
  const name = serverName(server)
  const connected = snapshot.status.connection.kind === 'open'
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name={sent ? 'check' : 'bell'} size={28} />
      </span>
      <h1 className={styles.title}>{t('welcome.testTitle')}</h1>
      <p className={styles.text}>
        {t(connected ? 'welcome.connected' : 'welcome.connecting', { server: name })}
      </p>
      <p className={styles.text} role="status">
        {t(sent ? 'welcome.testSent' : 'welcome.testText')}
      </p>
      <button
        type="button"
        className={sent ? buttons.outlined : buttons.filled}
        onClick={() => {
          bridge.send({ type: 'test-notification' })
          setSent(true)
        }}
      >
        {t('welcome.test')}
      </button>
      <p className={styles.text} data-quiet="" hidden={!sent}>
        {t('welcome.testNothing')}
      </p>
      <button type="button" className={sent ? buttons.filled : buttons.plain} onClick={onDone}>
        {t(sent ? 'welcome.finish' : 'welcome.later')}
      </button>
    </section>
  )
}
