import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program that sees an `/etc` of its own, whose time zone can be changed while it runs. */
export interface OwnTimeZone {
  readonly executable: string
  /** @param zone like `Asia/Tokyo` */
  readonly set: (zone: string) => void
  readonly remove: () => void
}

/** Null where that is not possible: it takes root, on Linux. */
export function ownTimeZone(executable: string, zone: string): OwnTimeZone | null {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' })
  } catch {
    return null
  }
  const folder = mkdtempSync(join(tmpdir(), 'tidings-zone-'))
  const etc = join(folder, 'etc')
  cpSync('/etc', etc, { recursive: true, verbatimSymlinks: true })
  const wrapper = join(folder, 'run')
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec unshare --mount sh -c 'mount --bind "${etc}" /etc && exec "$@"' sh "${executable}" "$@"\n`,
  )
  chmodSync(wrapper, 0o755)
  const set: OwnTimeZone['set'] = (next) => {
    const link = join(etc, 'localtime')
    rmSync(link, { force: true })
    symlinkSync(join('/usr/share/zoneinfo', next), link)
  }
  set(zone)
  return { executable: wrapper, set, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
