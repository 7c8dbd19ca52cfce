import { ServerForm } from '../connection/server-form.tsx'
import { useSpeech } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import type { WindowParts } from '../window-context.ts'
import { TestStep } from './test-step.tsx'

export interface WelcomeProps extends WindowParts {
  readonly onDone: () => void
}

/** The first run: which server, with which token; then a toast, so that the user has seen one. */
export function Welcome({ onDone, ...parts }: WelcomeProps) {
  const { say } = useSpeech()
  if (parts.view.server !== null) return <TestStep {...parts} server={parts.view.server} onDone={onDone} />
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name="bell" size={28} />
      </span>
      <h1 className={styles.title}>{say('welcome.title')}</h1>
      <p className={styles.text}>{say('welcome.text')}</p>
      <ServerForm {...parts} connectLabel={say('welcome.connect')} onConnect={() => {}} />
    </section>
  )
}
