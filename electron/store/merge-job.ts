import type { JobEvent } from '../model/event.ts'
import type { Item } from '../model/item.ts'
import { isFinal, type JobState } from '../model/job.ts'

/** What is known of a job by all its events so far. */
export interface JobFacts
  extends Pick<
    Item,
    'title' | 'message' | 'category' | 'priority' | 'progress' | 'url' | 'offer' | 'createdAt'
  > {
  readonly state: JobState
}

/** The facts after one more event. What the event does not say stays; what has ended stays as it is. */
export function mergeJob(known: JobFacts | null, event: JobEvent): JobFacts {
  if (known !== null && isFinal(known.state)) return known
  return {
    state: event.state,
    title: event.title ?? known?.title ?? null,
    message: event.message ?? known?.message ?? null,
    category: event.category ?? known?.category ?? null,
    priority: event.priority ?? known?.priority ?? 'normal',
    progress: isFinal(event.state) ? null : (event.progress ?? known?.progress ?? null),
    url: event.url ?? known?.url ?? null,
    offer: event.download ?? known?.offer ?? null,
    createdAt: event.createdAt ?? known?.createdAt ?? null,
  }
}
