import { join } from 'node:path'
import type { NextConfig } from 'next'

// The kit lies outside of this folder. In an app of your own, copied to `lib/`, it needs none of this.
const projectFolder = join(import.meta.dirname, '../../..')

const config: NextConfig = {
  turbopack: { root: projectFolder },
  outputFileTracingRoot: projectFolder,
}

export default config
