import type { WireEvent } from '../../../../resources/backend-kit/events.ts'

export type Connection = 'connecting' | 'open' | 'reconnecting' | 'signed-out'

export interface Listener {
  readonly onConnection: (connection: Connection) => void
  readonly onEvent: (event: WireEvent, eventId: string) => void
  /** Events may be missing: the server no longer had all that came after the last one. */
  readonly onGap: () => void
}

const reopenMs = 5_000

/**
 * Listens with the browser's own EventSource. That reconnects by itself, with the last id, when the connection breaks;
 * but it gives up when the server, or a proxy before it, answers with an error. Then this opens a new one.
 *
 * Returns an unsubscribe function.
 */
export function listen({ onConnection, onEvent, onGap }: Listener): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastEventId = ''
  let isStopped = false

  function open() {
    // A new EventSource can't be given the last id in a header.
    source = new EventSource(`/api/notifications?lastEventId=${encodeURIComponent(lastEventId)}`)
    source.onopen = () => onConnection('open')
    source.onerror = () => {
      onConnection('reconnecting')
      if (source.readyState === EventSource.CLOSED) void reopen()
    }
    source.onmessage = (message) => {
      lastEventId = message.lastEventId
      const event = JSON.parse(message.data)
      if (event.type === 'connected' && event.replay === false) onGap()
      onEvent(event, lastEventId)
    }
  }

  async function reopen() {
    const status = await fetch('/api/session').then(
      (response) => response.status,
      () => null,
    )
    if (isStopped) return
    if (status === 401) onConnection('signed-out')
    else timer = setTimeout(open, reopenMs)
  }

  open()
  return () => {
    isStopped = true
    clearTimeout(timer)
    source.close()
  }
}
