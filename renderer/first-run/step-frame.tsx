import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useKeptFocus } from '../connection/use-kept-focus.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import page from '../style/page.module.css'
import { type FirstRunStepName, firstRunSteps } from './first-run-step.ts'
import styles from './step-frame.module.css'

export interface StepFrameProps {
  readonly step: FirstRunStepName
  /** An icon or, in its place, a picture. */
  readonly sign?: ReactNode
  readonly picture?: ReactNode
  readonly title: string
  /** Whether a field of the step takes the focus; otherwise its heading does. */
  readonly hasFocusedField?: boolean
  /** Null: this is the first step. */
  readonly onBack: (() => void) | null
  /** Null: this is the last step. */
  readonly onSkip: (() => void) | null
  readonly children: ReactNode
}

/** A step of the first run: how far the user is, what it is about, and the way back and on. */
export function StepFrame(props: StepFrameProps) {
  const { step, sign, picture, title, hasFocusedField = false, onBack, onSkip, children } = props
  const { t } = useI18n()
  const id = useId()
  const pageRef = useKeptFocus<HTMLElement>()
  const titleRef = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!hasFocusedField) titleRef.current?.focus()
  }, [hasFocusedField])
  const index = firstRunSteps.indexOf(step)
  return (
    <section ref={pageRef} className={`${page.page} ${styles.step}`} tabIndex={-1} aria-labelledby={id}>
      <div className={styles.bars} aria-hidden="true">
        {firstRunSteps.map((name, at) => (
          <span key={name} className={styles.bar} data-reached={at <= index ? '' : undefined} />
        ))}
      </div>
      <p className={styles.progress} id={`${id}-progress`}>
        {t('first-run.step', {
          step: index + 1,
          count: firstRunSteps.length,
          name: t(`first-run.${step}`),
        })}
      </p>
      {picture ?? <span className={page.sign}>{sign}</span>}
      <h1 ref={titleRef} className={page.title} id={id} tabIndex={-1} aria-describedby={`${id}-progress`}>
        {title}
      </h1>
      {children}
      <div className={styles.ways}>
        {onBack !== null && (
          <Button variant="plain" onClick={onBack}>
            {t('first-run.back')}
          </Button>
        )}
        {onSkip !== null && (
          <Button variant="plain" onClick={onSkip}>
            {t('welcome.skip')}
          </Button>
        )}
      </div>
    </section>
  )
}
