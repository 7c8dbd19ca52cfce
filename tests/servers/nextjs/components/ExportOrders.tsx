'use client'

import { type FormEvent, useState } from 'react'

/** Starts a long job. What becomes of it comes over the stream: here, and on the desktop when this tab is closed. */
export function ExportOrders() {
  const [problem, setProblem] = useState<string | null>(null)

  async function start(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const rows = Number(new FormData(event.currentTarget).get('rows'))
    const response = await fetch('/api/exports', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ rows }),
    })
    setProblem(response.ok ? null : `The export could not be started (${response.status}).`)
  }

  return (
    <section className="card">
      <h2>Orders</h2>
      <form className="row" onSubmit={start}>
        <label>
          Rows
          <input name="rows" type="number" min={1} max={5_000_000} defaultValue={100_000} required />
        </label>
        <button type="submit">Export orders</button>
      </form>
      {problem !== null && <p role="alert">{problem}</p>}
    </section>
  )
}
