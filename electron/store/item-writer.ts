import type { JobEvent, NotificationEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import { isFinal } from '../model/job.ts'
import { type Database, replaceNul } from './database.ts'
import type { Identity } from './identity.ts'
import { type ItemRow, isUnderWay, itemColumns, itemOf } from './item-columns.ts'
import { type JobFacts, mergeJob } from './merge-job.ts'
import type { Tombstones } from './tombstones.ts'

/** Why an item is not shown: the server took it back, or the user deleted it and may still think again. */
export type Hidden = 'withdrawn' | 'deleted'

/** Where in the file an event belongs. */
export interface Place {
  /** The source's key. */
  readonly source: number
  readonly identity: Identity
  readonly at: number
}

/** What an event did: nothing, a change, or a change that is due a toast. */
export type Effect =
  | { readonly kind: 'none' }
  | { readonly kind: 'changed' }
  | { readonly kind: 'arrived'; readonly key: number }

type Facts = Omit<JobFacts, 'state'> & Pick<Item, 'type' | 'state'>

/** Notifications and jobs on their way into the history. All of it runs inside the caller's transaction. */
export function createItemWriter(database: Database, tombstones: Tombstones) {
  const select = database.prepare(`
    SELECT ${itemColumns}, hidden FROM item
    WHERE id = :id AND source = :source AND type = :type AND named_by = :namedBy`)
  const nextPosition = database.prepare('UPDATE ledger SET position = position + 1 RETURNING position')
  const insert = database.prepare(`
    INSERT INTO item (source, type, named_by, id, position, title, message, category, priority, state,
      progress, url, download, created_at, received_at, updated_at, round, hidden, toast)
    VALUES (:source, :type, :namedBy, :id, :position, :title, :message, :category, :priority, :state,
      :progress, :url, :download, :createdAt, :at, :at,
      iif(:unread, (SELECT round FROM ledger), NULL), :hidden, :toast)`)
  const update = database.prepare(`
    UPDATE item SET title = :title, message = :message, category = :category, priority = :priority,
      state = :state, progress = :progress, url = :url, download = :download, created_at = :createdAt, updated_at = :at
    WHERE key = :key`)
  const finish = database.prepare(`
    UPDATE item SET position = :position, round = iif(:due, (SELECT round FROM ledger), NULL),
      toast = iif(:due, 'pending', 'none')
    WHERE key = :key`)

  function find(type: Item['type'], { source, identity }: Place): KnownRow | undefined {
    if (identity.namedBy === 'store') return undefined
    return select.get({ id: identity.id, source, type, namedBy: identity.namedBy })
  }

  function add(facts: Facts, { source, identity, at }: Place): Effect {
    const position: number = nextPosition.get().position
    const verdict = identity.namedBy === 'store' ? null : tombstones.verdictOn(source, identity.id)
    // Read elsewhere was what there was to read then: the end of a job that is still under way is news.
    const unread = !isUnderWay(facts) && verdict !== 'read'
    const due = unread && verdict === null
    const { lastInsertRowid } = insert.run({
      ...written(facts),
      type: facts.type,
      source,
      namedBy: identity.namedBy,
      id: identity.namedBy === 'store' ? `local-${position}` : identity.id,
      position,
      at,
      unread: unread ? 1 : 0,
      hidden: verdict === 'withdrawn' ? verdict : null,
      toast: due ? 'pending' : 'none',
    })
    if (verdict === 'withdrawn') return { kind: 'none' }
    return due ? { kind: 'arrived', key: Number(lastInsertRowid) } : { kind: 'changed' }
  }

  return {
    addNotification(event: NotificationEvent, place: Place): Effect {
      if (find('notification', place) !== undefined) return { kind: 'none' }
      return add({ ...event, state: null, progress: null, offer: null }, place)
    },

    addJob(event: JobEvent, place: Place): Effect {
      const row = find('job', place)
      if (row === undefined) return add({ ...mergeJob(null, event), type: 'job' }, place)

      const { key, state, ...known } = itemOf(row)
      if (row.hidden === 'withdrawn' || state === null || isFinal(state)) return { kind: 'none' }
      // What the user deleted goes on unseen, so that an undo brings back how things stand.
      const seen = row.hidden === null

      const job = mergeJob({ state, ...known }, event)
      update.run({ ...written({ ...job, type: 'job' }), at: place.at, key })
      const ended = isFinal(job.state)
      if (ended) finish.run({ position: nextPosition.get().position, due: seen ? 1 : 0, key })
      if (!seen) return { kind: 'none' }
      return ended ? { kind: 'arrived', key } : { kind: 'changed' }
    },
  }
}

interface KnownRow extends ItemRow {
  readonly hidden: Hidden | null
}

function written(facts: Facts) {
  return {
    title: textOf(facts.title),
    message: textOf(facts.message),
    category: textOf(facts.category),
    priority: facts.priority,
    state: facts.state,
    progress: facts.progress,
    url: facts.url,
    download: facts.offer === null ? null : JSON.stringify(facts.offer),
    createdAt: facts.createdAt === null ? null : Math.round(facts.createdAt),
  }
}

function textOf(text: string | null): string | null {
  return text === null ? null : replaceNul(text)
}
