import { type ReactNode, useId } from 'react'
import styles from './group.module.css'

export interface GroupProps {
  readonly title: string
  readonly children: ReactNode
}

/** A group of settings under a heading. */
export function Group({ title, children }: GroupProps) {
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {title}
      </h2>
      {children}
    </section>
  )
}
