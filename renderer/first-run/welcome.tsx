import { ServerForm } from '../connection/server-form.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { firstRunStep } from './first-run-step.ts'
import { SignInStep } from './sign-in-step.tsx'
import { TestStep } from './test-step.tsx'

/** The first run: first the server, then the sign-in or the token, then a test notification. */
export function Welcome({ onDone }: { readonly onDone: () => void }) {
  const { t } = useI18n()
  const step = firstRunStep(useWindow().snapshot.servers)
  switch (step.kind) {
    case 'server':
      return (
        <section className={styles.page}>
          <span className={styles.sign}>
            <Icon name="bell" size={28} />
          </span>
          <h1 className={styles.title}>{t('welcome.title')}</h1>
          <p className={styles.text}>{t('welcome.text')}</p>
          <ServerForm server={null} connectLabel={t('welcome.connect')} />
        </section>
      )
    case 'sign-in':
      return <SignInStep server={step.server} onSkip={onDone} />
    case 'test':
      return <TestStep server={step.server} onDone={onDone} />
    default:
      return step satisfies never
  }
}
