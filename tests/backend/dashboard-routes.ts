import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'

const pages = [
  { url: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { url: '/dashboard.css', file: 'dashboard.css', type: 'text/css; charset=utf-8' },
  { url: '/dashboard.js', file: 'dashboard.js', type: 'text/javascript; charset=utf-8' },
]

const pageHeaders = {
  'Cache-Control': 'no-cache',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; ".concat(
      "img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
}

/** `GET /`: the dashboard's page. `sessionCookie` lets it use the API; it goes with the page alone. */
export function addDashboardRoutes(app: FastifyInstance, sessionCookie: string | undefined): void {
  for (const { url, file, type } of pages) {
    app.get(url, async (_request, reply) => {
      reply.headers({ ...pageHeaders, 'Content-Type': type })
      if (url === '/' && sessionCookie !== undefined) reply.header('Set-Cookie', sessionCookie)
      return reply.send(await readFile(new URL(`dashboard/${file}`, import.meta.url)))
    })
  }
}
