import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { accountText } from '../connection/sign-in-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'

export interface TestStepProps {
  readonly server: ServerSnapshot
  readonly onDone: () => void
}

/** The last step: a test notification, so that the user has seen one. */
export function TestStep({ server, onDone }: TestStepProps) {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const { t, isolate } = i18n
  const [isTested, setIsTested] = useState(false)
  const result = isTested ? snapshot.testNotification : null
  const sent = result?.kind === 'sent'
  const connected = server.status.connection.kind === 'open'
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
        {t(connected ? 'welcome.connected' : 'welcome.connecting', { server: isolate(server.name) })}
      </p>
      {server.account !== null && <p className={styles.text}>{accountText(server.account, i18n)}</p>}
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
