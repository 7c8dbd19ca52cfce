import { existsSync } from 'node:fs'
import { app, shell } from 'electron'
import { createDownloads, type Downloads, type DownloadsOptions } from '../../downloads/downloads.ts'
import { numberedName } from '../../downloads/file-name.ts'
import { parseSource, type Source } from '../../model/source.ts'
import { createDownloadFolder } from '../files/download-folder.ts'
import { networkFetch } from './network-fetch.ts'

/** Opens the downloads on the system's own Downloads folder and network. */
export function startDownloads(
  options: Pick<DownloadsOptions, 'reader' | 'writer' | 'clock' | 'onChange'> & {
    readonly tokenOf: (source: Source) => string | null
  },
): Downloads {
  return createDownloads({
    ...options,
    folder: createDownloadFolder({
      path: () => app.getPath('downloads'),
      numberedName,
      platform: process.platform,
    }),
    fetch: networkFetch,
    tokenFor: (server) => {
      const source = parseSource(server)
      return source.kind === 'source' ? options.tokenOf(source) : null
    },
    showFile: (path) => {
      const isThere = existsSync(path)
      if (isThere) shell.showItemInFolder(path)
      return isThere
    },
  })
}
