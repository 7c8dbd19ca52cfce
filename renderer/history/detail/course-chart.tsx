import type { JobState } from '../../../electron/model/job.ts'
import type { ItemDetail } from '../../../electron/window/contract.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Icon } from '../../style/icons.tsx'
import { toneIcons } from '../item-text.ts'
import { type ChartPoint, courseChart, phasesOf } from './course.ts'
import styles from './course-chart.module.css'

export interface CourseChartProps {
  readonly course: ItemDetail['course']
  readonly state: JobState
  readonly now: number
}

const width = 320
const height = 64
const edge = 4

/** How a job went on: its progress over time, and below it each of its states in words, with its time. */
export function CourseChart({ course, state, now }: CourseChartProps) {
  const { t, list, formats, shortDuration } = useI18n()
  const chart = courseChart(course, now)
  const phases = phasesOf(course)
  if (phases.length === 0) return null
  const label = list(phases.map((phase) => `${t(`item.${phase.state}`)} ${formats.time(phase.at)}`))
  const xOf = (x: number) => edge + x * (width - 2 * edge)
  const yOf = (y: number) => height - edge - y * (height - 2 * edge)
  const pathOf = (line: readonly ChartPoint[]) => line.map(({ x, y }) => `${xOf(x)},${yOf(y)}`).join(' ')
  const end = chart?.lines.at(-1)?.at(-1)
  return (
    <figure className={styles.figure} data-state={state}>
      {chart !== null && (
        <svg
          className={styles.chart}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('history.labelled', { label: t('detail.course'), title: label })}
        >
          <line className={styles.axis} x1={edge} x2={width - edge} y1={yOf(0)} y2={yOf(0)} />
          <line className={styles.axis} x1={edge} x2={width - edge} y1={yOf(1)} y2={yOf(1)} data-top="" />
          {chart.waits.map(({ from, to }) => (
            <line key={from} className={styles.wait} x1={xOf(from)} x2={xOf(to)} y1={yOf(0)} y2={yOf(0)} />
          ))}
          {chart.lines.map((line) => (
            <polyline key={line[0]?.x} className={styles.line} points={pathOf(line)} />
          ))}
          {end !== undefined && (
            <line className={styles.end} x1={xOf(end.x)} x2={xOf(end.x)} y1={yOf(end.y)} y2={yOf(end.y)} />
          )}
        </svg>
      )}
      <ol className={styles.phases}>
        {phases.map(({ state: one, at, ms }) => (
          <li key={at} data-state={one}>
            <Icon name={toneIcons[one]} size={14} />
            <span>{t(`item.${one}`)}</span>
            <time dateTime={new Date(at).toISOString()} title={formats.exact(at)}>
              {ms === null
                ? formats.time(at)
                : t('detail.phase', { time: formats.time(at), duration: shortDuration(ms) })}
            </time>
          </li>
        ))}
      </ol>
    </figure>
  )
}
