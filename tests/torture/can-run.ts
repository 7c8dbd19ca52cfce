import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../support/tidings.ts'

/** Whether the real app can be run here: its virtual desktop needs Linux, and it has to be built (`npm run build`). */
export const canRunApp = process.platform === 'linux' && existsSync(join(projectFolder, 'dist/main.js'))

if (!canRunApp) console.log('Skipped: the real app needs Linux, and a build (npm run build).')
