'use client'

import { useEffect, useState } from 'react'
import { ReceivedItemRow } from './ReceivedItemRow.tsx'
import { type ReceivedItem, withEvent } from './received-items.ts'

type Connection = 'connecting' | 'open' | 'reconnecting' | 'closed'

const connectionText = {
  connecting: 'Connecting…',
  open: 'Live',
  reconnecting: 'Connection lost. Reconnecting…',
  closed: 'Disconnected. Reload the page.',
}

/** Listens with the browser's own EventSource, which reconnects by itself and sends the last id that it received. */
export function LiveNotifications() {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [mayBeIncomplete, setMayBeIncomplete] = useState(false)
  const [items, setItems] = useState<readonly ReceivedItem[]>([])

  useEffect(() => {
    const source = new EventSource('/api/notifications')
    source.onopen = () => setConnection('open')
    // CLOSED: the server refused (the session has ended); the browser does not try again.
    source.onerror = () => setConnection(source.readyState === EventSource.CLOSED ? 'closed' : 'reconnecting')
    source.onmessage = ({ data, lastEventId }) => {
      const event = JSON.parse(data)
      if (event.type === 'connected' && event.replay === false) setMayBeIncomplete(true)
      setItems((before) => withEvent(before, event, lastEventId))
    }
    return () => source.close()
  }, [])

  return (
    <section className="card">
      <h2>
        Notifications
        <span className={`connection ${connection}`} role="status">
          {connectionText[connection]}
        </span>
      </h2>
      {mayBeIncomplete && <p role="alert">Some notifications may be missing. Reload the page.</p>}
      {items.length === 0 && <p className="empty">No notifications yet.</p>}
      <ul>
        {items.map((item) => (
          <ReceivedItemRow key={item.key} item={item} />
        ))}
      </ul>
    </section>
  )
}
