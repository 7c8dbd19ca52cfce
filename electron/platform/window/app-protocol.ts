import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { app, type Protocol, protocol } from 'electron'
import { decodePercent } from '../../model/safe-url.ts'

const scheme = 'app'

/** The window's page and its origin; nothing else is ever loaded. In development it is the page of Vite's server. */
export function pageAddress(): { readonly url: string; readonly origin: string } {
  const server = process.env.VITE_DEV_SERVER_URL
  if (!app.isPackaged && server !== undefined) return { url: server, origin: new URL(server).origin }
  return { url: `${scheme}://tidings/index.html`, origin: `${scheme}://tidings` }
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // What is not allowed here is off: dialogs, printing, popups, downloads, pointer lock, going elsewhere.
  'sandbox allow-scripts allow-same-origin allow-forms',
].join('; ')

// What could cover the screen, float above other windows, or reach a device.
const permissionsPolicy = ['fullscreen', 'picture-in-picture', 'camera', 'microphone', 'display-capture']
  .concat(['geolocation', 'usb', 'hid', 'serial', 'midi', 'payment'])
  .map((feature) => `${feature}=()`)
  .join(', ')

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/**
 * Serves the files below `root`, and only those, under `app://tidings/`, to the pages of one session. The app must be
 * ready. Returns a function that stops it.
 */
export function serveApp(root: string, served: Protocol): () => void {
  served.handle(scheme, async (request) => {
    const file = fileFor(root, request.url)
    const type = file === null ? undefined : contentTypes[extname(file)]
    if (file === null || type === undefined) return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(file), {
        headers: {
          'Content-Type': type,
          'Content-Security-Policy': contentSecurityPolicy,
          'Permissions-Policy': permissionsPolicy,
          'X-Content-Type-Options': 'nosniff',
        },
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
  return () => served.unhandle(scheme)
}

function fileFor(root: string, address: string): string | null {
  const url = new URL(address)
  if (url.host !== 'tidings') return null
  const path = decodePercent(url.pathname)
  const file = path === null ? null : normalize(join(root, path))
  return file?.startsWith(root + sep) ? file : null
}
