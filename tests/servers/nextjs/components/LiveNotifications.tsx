'use client'

import { useEffect, useState } from 'react'
import { type Connection, listen } from './listen.ts'
import { ReceivedItemRow } from './ReceivedItemRow.tsx'
import { type ReceivedItem, withEvent } from './received-items.ts'

const connectionText = {
  connecting: 'Connecting…',
  open: 'Live',
  reconnecting: 'Connection lost. Reconnecting…',
  'signed-out': 'Signed out. Reload the page to sign in.',
}

/** What comes over the stream while this page is open. */
export function LiveNotifications() {
  const [connection, setConnection] = useState<Connection>('connecting')
  const [mayBeIncomplete, setMayBeIncomplete] = useState(false)
  const [items, setItems] = useState<readonly ReceivedItem[]>([])

  useEffect(
    () =>
      listen({
        onConnection: setConnection,
        onEvent: (event, eventId) => setItems((before) => withEvent(before, event, eventId)),
        onGap: () => setMayBeIncomplete(true),
      }),
    [],
  )

  return (
    <section className="card">
      <h2>
        Notifications
        <span className={`connection ${connection}`} role="status">
          {connectionText[connection]}
        </span>
      </h2>
      {mayBeIncomplete && <p role="alert">Some notifications may be missing. Reload the page.</p>}
      {items.length === 0 && <p>No notifications yet.</p>}
      <ul>
        {items.map((item) => (
          <ReceivedItemRow key={item.key} item={item} />
        ))}
      </ul>
    </section>
  )
}
