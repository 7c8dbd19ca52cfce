import type { Session } from 'electron'
import { isSecureFrom } from '../../model/safe-url.ts'
import type { SignedUpdate } from '../../updates/updater.ts'

/** A description of the blocks of a file of 100 MiB has about 100 KiB. */
const maxBlockMapBytes = 512 * 1024

/**
 * Refuses what electron-updater would accept while it downloads: a redirect to `http:`, and an answer that is larger than
 * what was signed, does not say how large it is, or unpacks to any size.
 *
 * @param current the update that is being downloaded
 */
export function guardUpdateSession(session: Session, current: () => SignedUpdate | null): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const update = current()
    answer({ cancel: update === null || !isSecureFrom(new URL(url), update.server) })
  })
  session.webRequest.onHeadersReceived(({ url, statusCode, responseHeaders = {} }, answer) => {
    const header = (name: string) =>
      Object.entries(responseHeaders)
        .find(([key]) => key.toLowerCase() === name)?.[1]
        ?.join()
    const maxBytes = isBlockMap(url) ? maxBlockMapBytes : (current()?.file.size ?? 0)
    const length = Number(header('content-length') ?? Number.NaN)
    const isBody = statusCode >= 200 && statusCode < 300
    const isEncoded = (header('content-encoding') ?? 'identity') !== 'identity'
    answer({ cancel: isBody && (isEncoded || !(length <= maxBytes)) })
  })
}

function isBlockMap(url: string): boolean {
  return new URL(url).pathname.endsWith('.blockmap')
}
