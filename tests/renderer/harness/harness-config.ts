import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The content security policy of the app, so that a violation fails here too. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"

export const harnessConfig: InlineConfig = {
  configFile: false,
  root: path('.'),
  logLevel: 'warn',
  plugins: [react()],
  server: { host: '127.0.0.1', fs: { allow: [path('../../..')] } },
}
