import { EventEmitter } from 'node:events'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

// A log of events that outlives the process. In an application it is a table with a serial number as its key, and what
// several instances share (Redis, LISTEN/NOTIFY) in the place of the emitter.

const file = 'events.jsonl'
const log = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
const news = new EventEmitter().setMaxListeners(0)

/** The id of the newest event: its line in the log, from 1. */
export const newestId = () => String(log.length)

export function publish(event) {
  const data = JSON.stringify(event)
  appendFileSync(file, `${data}\n`)
  log.push(data)
  news.emit('event', newestId(), data)
}

/** Whether everything after this id can still be sent. No id: there is nothing to send again. */
export const isKnown = (id = newestId()) => /^\d+$/.test(id) && Number(id) <= log.length

let subscriptions = 0

/** How often `subscribe` was called, which tells the tests that a stream has begun. */
export const subscriptionCount = () => subscriptions

/** Calls back for every event after this id, those of the log first. Returns an unsubscribe function. */
export function subscribe(lastId = newestId(), onEvent) {
  const first = isKnown(lastId) ? Number(lastId) + 1 : 1
  for (let id = first; id <= log.length; id += 1) onEvent(String(id), log[id - 1])
  news.on('event', onEvent)
  subscriptions += 1
  return () => news.off('event', onEvent)
}
