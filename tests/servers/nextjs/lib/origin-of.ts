import type { NextRequest } from 'next/server'

/** The address by which the user reaches this server, such as `https://app.example.com`; behind a proxy, the proxy's. */
export function originOf({ headers, nextUrl }: NextRequest): string {
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? nextUrl.host
  return `${headers.get('x-forwarded-proto') ?? 'http'}://${host}`
}
