import { ServerForm } from '../connection/server-form.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { TestStep } from './test-step.tsx'

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
