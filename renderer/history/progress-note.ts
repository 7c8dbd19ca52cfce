import type { Item } from '../../electron/model/item.ts'
import { isFinal, type JobProgress } from '../../electron/model/job.ts'
import { relativeMoment } from '../format/relative-time.ts'
import type { WindowI18n } from '../i18n/i18n.ts'

export interface ProgressNote {
  readonly text: string
  readonly tone: 'plain' | 'warn'
}

const minuteMs = 60_000

/**
 * What is known about when a job will end: the time left, or since when it has reported nothing; null: nothing is.
 *
 * @param progress what was measured of it; null: nothing was
 */
export function progressNote(
  item: Item,
  progress: JobProgress | null,
  now: number,
  i18n: WindowI18n,
): ProgressNote | null {
  const { t, duration, timeLeft } = i18n
  if (item.state === null || isFinal(item.state)) return null
  const stalledSince = progress?.stalledSince ?? null
  if (stalledSince !== null) {
    return { tone: 'warn', text: t('item.stalled', { duration: duration(now - stalledSince) }) }
  }
  if (item.state === 'queued') return null
  const isOverdue = progress !== null && progress.overdueAt !== null && now >= progress.overdueAt
  const leftMs = progress?.leftMs ?? null
  if (leftMs !== null && !isOverdue) return { tone: 'plain', text: timeLeft(leftMs) }
  if (now - item.updatedAt < minuteMs) return null
  return { tone: 'plain', text: t('item.last-update', { time: relativeMoment(item.updatedAt, now, i18n) }) }
}
