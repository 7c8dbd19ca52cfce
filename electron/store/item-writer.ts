import type { JobEvent, NotificationEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import { isFinal } from '../model/job.ts'
import type { Contents } from './contents.ts'
import { type Database, replaceNul } from './database.ts'
import {
  type InsertedValues,
  type ItemRow,
  insertItem,
  itemColumns,
  type UpdatedValues,
  updateItem,
} from './item-columns.ts'
import {
  type Effect,
  entranceOf,
  type Hidden,
  hasRisen,
  type Identity,
  type ItemFacts,
  isNewerRevision,
  mergeJob,
} from './item-rules.ts'
import type { JobCourses } from './job-courses.ts'
import type { Tombstones } from './tombstones.ts'

/** Where an event came from. */
export interface Origin {
  /** The source's key. */
  readonly source: number
  readonly identity: Identity
  readonly at: number
}

/** Writes notifications and jobs into the history, inside the caller's transaction. */
export function createItemWriter(
  database: Database,
  tombstones: Tombstones,
  courses: JobCourses,
  contents: Contents,
) {
  const select = database.prepare(`
    SELECT key, hidden FROM item WHERE id = :id AND source = :source AND type = :type AND named_by = :namedBy
      AND content_digest = :contentDigest`)
  // Files from before the first release know no digests: there the message tells whether it is the same.
  const selectPrerelease = database.prepare(`
    SELECT ${itemColumns} FROM item WHERE id = :id AND source = :source AND type = 'notification'
      AND named_by = 'event' AND content_digest = ''`)
  const selectItem = database.prepare(`SELECT ${itemColumns} FROM item WHERE key = ?`)
  const nextPosition = database.prepare('UPDATE meta SET position = position + 1 RETURNING position')
  const insert = database.prepare(insertItem)
  const update = database.prepare(updateItem)
  const finish = database.prepare(`
    UPDATE item SET position = :position, read_epoch = iif(:isSeen, (SELECT read_epoch FROM meta), NULL),
      notification = iif(:isSeen, 'pending', 'none'), snoozed_until = NULL, repeat_at = NULL
    WHERE key = :key`)

  const startOver = database.prepare(`
    UPDATE item SET read_epoch = NULL, reminded = 0, ${withoutNotification('none')} WHERE key = :key`)
  const removeDownload = database.prepare('DELETE FROM download WHERE item = ?')
  const recover = database.prepare(`
    UPDATE item SET position = :position, read_epoch = (SELECT read_epoch FROM meta), reminded = 0
    WHERE key = :key`)
  const announceAgain = database.prepare(`
    UPDATE item SET position = :position, read_epoch = (SELECT read_epoch FROM meta), ${withoutNotification('pending')}
    WHERE key = :key`)

  function find(type: Item['type'], { source, identity }: Origin): KnownItem | undefined {
    if (identity.namedBy === 'store') return undefined
    return select.get({ ...identity, source, type })
  }

  function isPrerelease({ message }: NotificationEvent, { source, identity }: Origin): boolean {
    if (identity.namedBy !== 'event') return false
    const row: ItemRow | undefined = selectPrerelease.get({ id: identity.id, source })
    return row !== undefined && contents.itemOf(row).message === textOf(message)
  }

  function load(key: Item['key']): Item {
    const row: ItemRow = selectItem.get(key)
    return contents.itemOf(row)
  }

  function valuesOf(id: Item['id'], facts: Omit<ItemFacts, 'type'>, at: number): UpdatedValues {
    const content = contents.itemColumnsOf(id, {
      title: textOf(facts.title),
      message: textOf(facts.message),
      category: textOf(facts.category),
      url: facts.url,
      offer: facts.offer === null ? null : JSON.stringify(facts.offer),
    })
    return {
      ...content,
      priority: facts.priority,
      revision: facts.revision,
      attempt: facts.attempt,
      state: facts.state,
      progress: facts.progress,
      createdAt: facts.createdAt === null ? null : Math.round(facts.createdAt),
      updatedAt: at,
    }
  }

  function add(facts: ItemFacts, { source, identity, at }: Origin): Effect {
    const position: number = nextPosition.get().position
    const verdict = identity.namedBy === 'store' ? null : tombstones.verdictOn(source, identity)
    const { read, notification, hidden } = entranceOf(facts, verdict)
    const id = identity.namedBy === 'store' ? `local-${position}` : identity.id
    const values: InsertedValues = {
      ...valuesOf(id, facts, at),
      type: facts.type,
      source,
      namedBy: identity.namedBy,
      contentDigest: identity.namedBy === 'store' ? '' : identity.contentDigest,
      id,
      position,
      receivedAt: at,
      read: read ? 1 : 0,
      hidden,
      notification,
    }
    const { lastInsertRowid } = insert.run(values)
    if (hidden !== null) return { kind: 'none' }
    return notification === 'pending'
      ? { kind: 'arrived', key: Number(lastInsertRowid) }
      : { kind: 'changed' }
  }

  function revise({ key, hidden }: KnownItem, event: NotificationEvent, { at }: Origin): Effect {
    const before = load(key)
    if (hidden === 'withdrawn' || !isNewerRevision(event.revision, before.revision)) return { kind: 'none' }
    const createdAt = event.createdAt ?? before.createdAt
    const facts = { ...event, createdAt, attempt: null, state: null, progress: null, offer: null }
    update.run({ ...valuesOf(before.id, facts, at), key })
    if (hidden !== null) return { kind: 'none' }
    if (!hasRisen(event.priority, before.priority)) return { kind: 'revised', key }
    announceAgain.run({ position: nextPosition.get().position, key })
    return { kind: 'arrived', key }
  }

  /** The attempt was announced when it failed, so that its good end is not; but it is unread, at the top. */
  function endAgain(key: Item['key'], isSeen: boolean): Effect {
    if (!isSeen) return { kind: 'none' }
    recover.run({ position: nextPosition.get().position, key })
    return { kind: 'revised', key }
  }

  return {
    load,

    addNotification(event: NotificationEvent, origin: Origin): Effect {
      const known = find('notification', origin)
      if (known !== undefined) return revise(known, event, origin)
      if (isPrerelease(event, origin)) return { kind: 'none' }
      return add({ ...event, attempt: null, state: null, progress: null, offer: null }, origin)
    },

    addJob(event: JobEvent, origin: Origin): Effect {
      const known = find('job', origin)
      if (known === undefined) return add({ ...mergeJob(null, event), type: 'job' }, origin)

      const { key, hidden } = known
      const { state, attempt, ...item } = load(key)
      if (hidden === 'withdrawn' || state === null) return { kind: 'none' }
      const before = { ...item, state, attempt: attempt ?? 1 }
      const job = mergeJob(before, event)
      if (job === before) return { kind: 'none' }

      update.run({ ...valuesOf(item.id, job, origin.at), key })
      courses.add(item, state, { at: origin.at, state: job.state, progress: job.progress })
      const isNewAttempt = job.attempt > before.attempt
      if (isNewAttempt) {
        startOver.run({ key })
        removeDownload.run(key)
      }
      // A deleted job is still updated, so that an undo shows its present state.
      const isSeen = hidden === null
      const hasEnded = isFinal(job.state)
      if (hasEnded && !isNewAttempt && isFinal(before.state)) return endAgain(key, isSeen)
      if (hasEnded) finish.run({ position: nextPosition.get().position, isSeen: isSeen ? 1 : 0, key })
      if (!isSeen) return { kind: 'none' }
      return hasEnded ? { kind: 'arrived', key } : { kind: 'changed' }
    },
  }
}

interface KnownItem {
  readonly key: Item['key']
  readonly hidden: Hidden | null
}

function textOf(text: string | null): string | null {
  return text === null ? null : replaceNul(text)
}

/** Assignments that bring the notification of an item to this state, as if there had been none before. */
function withoutNotification(state: 'none' | 'pending'): string {
  return `notification = '${state}', notification_reason = NULL, notification_outcome = NULL, held_until = NULL,
    snoozed_until = NULL, repeat_at = NULL`
}
