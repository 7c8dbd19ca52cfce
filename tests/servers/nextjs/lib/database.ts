import { Pool } from 'pg'

declare global {
  var dashboardDatabase: Pool | undefined
}

/** The database of this process, where `DATABASE_URL` names one; null: there is none. */
export function database(): Pool | null {
  const { DATABASE_URL } = process.env
  if (DATABASE_URL === undefined) return null
  globalThis.dashboardDatabase ??= openDatabase(DATABASE_URL)
  return globalThis.dashboardDatabase
}

function openDatabase(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4, connectionTimeoutMillis: 5_000 })
  pool.on('error', (error) => console.error(`PostgreSQL: ${error.message}`))
  return pool
}
