import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, preview } from 'vite'
import { contentSecurityPolicy, harnessConfig } from './harness-config.ts'

export interface ServedHarness {
  readonly address: string
  readonly close: () => Promise<void>
}

/** Builds the harness and serves it with the content security policy of the app. */
export async function serveBuild(): Promise<ServedHarness> {
  const built = await mkdtemp(join(tmpdir(), 'tidings-harness-'))
  await build({
    ...harnessConfig,
    build: { outDir: built, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  })
  const server = await preview({
    ...harnessConfig,
    build: { outDir: built },
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  })
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await server.close()
      await rm(built, { recursive: true })
    },
  }
}
