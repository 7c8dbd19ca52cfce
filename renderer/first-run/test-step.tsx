import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { serverProblem } from '../connection/server-state.ts'
import { accountText } from '../connection/sign-in-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { StepFrame } from './step-frame.tsx'

export interface TestStepProps {
  /** Null: the user has skipped that. */
  readonly server: ServerSnapshot | null
  readonly onBack: () => void
  readonly onNext: () => void
}

/** The third step: a test notification, so that the user has seen one. */
export function TestStep({ server, onBack, onNext }: TestStepProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [isTested, setIsTested] = useState(false)
  const result = isTested ? snapshot.testNotification : null
  const sent = result?.kind === 'sent'
  const sendTest = () => {
    bridge.send({ type: 'test-notification' })
    setIsTested(true)
  }
  return (
    <StepFrame
      step="notification"
      sign={<Icon name={sent ? 'check' : 'bell'} size={28} />}
      title={t('first-run.test-title')}
      onBack={onBack}
      onSkip={sent ? null : onNext}
    >
      {server !== null && <ServerState server={server} />}
      <p className={styles.text} aria-live="polite">
        {result?.reason ?? t(sent ? 'notification.test-sent' : 'welcome.test-text')}
      </p>
      <Button variant={sent ? 'outlined' : 'filled'} onClick={sendTest}>
        {t('notification.send-test')}
      </Button>
      <p className={styles.text} data-quiet="" hidden={!sent}>
        {t('welcome.test-nothing')}
      </p>
      {sent && (
        <Button variant="filled" onClick={onNext}>
          {t('first-run.next')}
        </Button>
      )}
    </StepFrame>
  )
}

function ServerState({ server }: { readonly server: ServerSnapshot }) {
  const i18n = useI18n()
  const { t, isolate } = i18n
  const isConnected = server.status.connection.kind === 'open'
  const state = t(isConnected ? 'welcome.connected' : 'welcome.connecting', { server: isolate(server.name) })
  return (
    <>
      <p className={styles.text}>{serverProblem(server, t) ?? state}</p>
      {server.account !== null && <p className={styles.text}>{accountText(server.account, i18n)}</p>}
    </>
  )
}
