import { arch, type as systemName } from 'node:os'
import { app } from 'electron'

/** The versions of the app and of what it runs on, for developers. */
export function versions(): Readonly<Record<string, string>> {
  const { electron = '', chrome = '', node } = process.versions
  return {
    tidings: app.getVersion(),
    electron,
    chrome,
    node,
    os: `${systemName()} ${process.getSystemVersion()} ${arch()}`,
  }
}
