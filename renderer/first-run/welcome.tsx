import { useState } from 'react'
import { ServerForm } from '../connection/server-form.tsx'
import { isSigningIn } from '../connection/server-state.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { AccessStep } from './access-step.tsx'
import { type ChosenStep, firstRunStep, stepBefore } from './first-run-step.ts'
import { StepFrame } from './step-frame.tsx'
import { TestStep } from './test-step.tsx'
import { TrayStep } from './tray-step.tsx'

/** The first run: the server, the access to it, a test notification, and where Tidings is from then on. */
export function Welcome({ onDone }: { readonly onDone: () => void }) {
  const { bridge, snapshot } = useWindow()
  const { servers } = snapshot
  const { t } = useI18n()
  const [chosen, setChosen] = useState<ChosenStep>(null)
  // Not before it has changed: the user may say no to the question whether to connect.
  if (chosen?.kind === 'server' && chosen.from !== servers[0]?.address) setChosen(null)
  const step = firstRunStep(servers, chosen)
  const goBack = () => {
    if (step.kind === 'access' && isSigningIn(step.server)) {
      bridge.send({ type: 'cancel-sign-in', server: step.server.key })
    }
    setChosen(stepBefore(step, servers))
  }
  const goToNotification = () => setChosen({ kind: 'notification' })
  switch (step.kind) {
    case 'server': {
      const { server } = step
      return (
        <StepFrame
          key={step.kind}
          step={step.kind}
          sign={<Icon name="bell" size={28} />}
          title={t('welcome.title')}
          hasFocusedField
          onBack={null}
          onSkip={goToNotification}
        >
          <p className={styles.text}>{t('welcome.text')}</p>
          <ServerForm
            server={server}
            connectLabel={t('action.connect')}
            autoFocus
            onConnect={(address) => {
              if (address === server?.address) setChosen(null)
            }}
          />
        </StepFrame>
      )
    }
    case 'access':
      return <AccessStep key={step.kind} server={step.server} onBack={goBack} onSkip={goToNotification} />
    case 'notification':
      return (
        <TestStep
          key={step.kind}
          server={step.server}
          onBack={goBack}
          onNext={() => setChosen({ kind: 'tray' })}
        />
      )
    case 'tray':
      return <TrayStep key={step.kind} onBack={goBack} onDone={onDone} />
    default:
      return step satisfies never
  }
}
