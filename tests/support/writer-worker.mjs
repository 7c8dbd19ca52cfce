import { register } from 'tsx/esm/api'

// A thread does not get the loader for TypeScript by itself.
register()
await import('../../electron/store/writer-worker.ts')
