import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this account may make symbolic links: on Windows only administrators may, and developers who have allowed it. */
export const canMakeLinks = makesLinks()

function makesLinks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-link-'))
  try {
    const link = join(folder, 'link')
    symlinkSync('nowhere', link)
    return lstatSync(link).isSymbolicLink()
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}
