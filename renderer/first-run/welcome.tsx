import { ServerForm } from '../connection/server-form.tsx'
import { useI18n } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import type { WindowProps } from '../window-context.ts'
import { TestStep } from './test-step.tsx'

export interface WelcomeProps extends WindowProps {
  readonly onDone: () => void
}

/** The first run: which server, with which token; then a toast, so that the user has seen one. */
export function Welcome({ onDone, ...parts }: WelcomeProps) {
  const { t } = useI18n()
  if (parts.snapshot.server !== null)
    return <TestStep {...parts} server={parts.snapshot.server} onDone={onDone} />
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name="bell" size={28} />
      </span>
      <h1 className={styles.title}>{t('welcome.title')}</h1>
      <p className={styles.text}>{t('welcome.text')}</p>
      <ServerForm {...parts} connectLabel={t('welcome.connect')} onConnect={() => {}} />
    </section>
  )
}
