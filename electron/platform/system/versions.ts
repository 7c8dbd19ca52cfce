import { arch, type as systemName } from 'node:os'
import { app } from 'electron'

/** What this is and what it runs on, for people who mend things. */
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
