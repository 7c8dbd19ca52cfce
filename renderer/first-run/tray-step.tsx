import { useState } from 'react'
import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { DesktopPlatform } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { SwitchField } from '../settings/fields.tsx'
import { Button } from '../style/button.tsx'
import styles from '../style/page.module.css'
import { useChangeSettings, useWindow } from '../window-context.ts'
import frame from './step-frame.module.css'
import { StepFrame } from './step-frame.tsx'
import { TrayPicture } from './tray-picture.tsx'

export interface TrayStepProps {
  readonly onBack: () => void
  readonly onDone: () => void
}

const texts = {
  linux: ['first-run.tray-linux', 'first-run.tray-linux-hint'],
  windows: ['first-run.tray-windows', 'first-run.tray-windows-hint'],
  mac: ['first-run.tray-mac'],
} as const satisfies Record<DesktopPlatform, readonly TextKey[]>

/** The last step: where Tidings is when its window is closed, and whether it starts at login. */
export function TrayStep({ onBack, onDone }: TrayStepProps) {
  const { snapshot } = useWindow()
  const change = useChangeSettings()
  const { t } = useI18n()
  // On unless the user says otherwise: who sets up notifications wants them tomorrow, too.
  const [startAtLogin, setStartAtLogin] = useState(true)
  const [text, hint] = texts[snapshot.platform]
  return (
    <StepFrame
      step="tray"
      picture={<TrayPicture platform={snapshot.platform} />}
      title={t('first-run.tray-title')}
      onBack={onBack}
      onSkip={null}
    >
      <p className={styles.text}>{t(text)}</p>
      {hint !== undefined && (
        <p className={styles.text} data-quiet="">
          {t(hint)}
        </p>
      )}
      <div className={frame.setting}>
        <SwitchField
          label={t('settings.start-at-login')}
          hint={t('settings.start-at-login-hint')}
          checked={startAtLogin}
          onChange={setStartAtLogin}
        />
      </div>
      <Button
        variant="filled"
        onClick={() => {
          if (startAtLogin !== snapshot.settings.startAtLogin) change({ startAtLogin })
          onDone()
        }}
      >
        {t('welcome.finish')}
      </Button>
    </StepFrame>
  )
}
