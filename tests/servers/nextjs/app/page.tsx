import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { DesktopApp } from '../components/DesktopApp.tsx'
import { ExportOrders } from '../components/ExportOrders.tsx'
import { LiveNotifications } from '../components/LiveNotifications.tsx'
import { readTicket } from '../lib/tickets.ts'
import { sessionCookie } from '../lib/user-of.ts'

export default async function Dashboard() {
  const session = (await cookies()).get(sessionCookie)?.value
  const user = session === undefined ? null : readTicket('session', session)
  if (user === null) redirect('/sign-in')
  return (
    <main>
      <header>
        <h1>Acme dashboard</h1>
        <p>Signed in as {user}</p>
      </header>
      <ExportOrders />
      <LiveNotifications />
      <DesktopApp />
    </main>
  )
}
