'use client'

import { useState } from 'react'

/** What the user enters in the desktop app, so that it listens too. */
export function DesktopApp() {
  const [token, setToken] = useState<string | null>(null)

  async function create() {
    const response = await fetch('/api/desktop-token', { method: 'POST' })
    if (!response.ok) return
    const created: { readonly token: string } = await response.json()
    setToken(created.token)
  }

  return (
    <section className="card">
      <h2>Desktop app</h2>
      {token === null ? (
        <div className="row">
          <p>Get a notification when an export is ready, with this tab closed.</p>
          <button type="button" onClick={create}>
            Create access token
          </button>
        </div>
      ) : (
        <dl>
          <dt>Server address</dt>
          <dd>{`${location.origin}/api/notifications`}</dd>
          <dt>Access token</dt>
          <dd data-testid="token">{token}</dd>
        </dl>
      )}
    </section>
  )
}
