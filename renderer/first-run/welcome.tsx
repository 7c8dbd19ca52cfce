import { useState } from 'react'
import { ServerForm } from '../connection/server-form.tsx'
import { serverName } from '../connection/status-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'

/** The first run: first the server and the token, then a test notification. */
export function Welcome({ onDone }: { readonly onDone: () => void }) {
  const { t } = useI18n()
  const { server } = useWindow().snapshot
  if (server !== null) return <TestStep server={server} onDone={onDone} />
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name="bell" size={28} />
      </span>
      <h1 className={styles.title}>{t('welcome.title')}</h1>
      <p className={styles.text}>{t('welcome.text')}</p>
      <ServerForm connectLabel={t('welcome.connect')} onConnect={() => {}} />
    </section>
  )
}

interface TestStepProps {
  readonly server: string
  readonly onDone: () => void
}

/** The second step: a test notification, so that the user has seen one. */
function TestStep({ server, onDone }: TestStepProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [isTested, setIsTested] = useState(false)
  const result = isTested ? snapshot.testNotification : null
  const sent = result?.kind === 'sent'
  const connected = snapshot.status.connection.kind === 'open'
  const sendTest = () => {
    bridge.send({ type: 'test-notification' })
    setIsTested(true)
  }
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name={sent ? 'check' : 'bell'} size={28} />
      </span>
      <h1 className={styles.title}>{t('welcome.testTitle')}</h1>
      <p className={styles.text}>
        {t(connected ? 'welcome.connected' : 'welcome.connecting', { server: serverName(server) })}
      </p>
      <p className={styles.text} role="status">
        {result?.reason ?? t(sent ? 'welcome.testSent' : 'welcome.testText')}
      </p>
      <Button variant={sent ? 'outlined' : 'filled'} onClick={sendTest}>
        {t('welcome.test')}
      </Button>
      <p className={styles.text} data-quiet="" hidden={!sent}>
        {t('welcome.testNothing')}
      </p>
      <Button variant={sent ? 'filled' : 'plain'} onClick={onDone}>
        {t(sent ? 'welcome.finish' : 'welcome.later')}
      </Button>
    </section>
  )
}
