import type { DownloadOffer } from '../model/download.ts'
import { isAttachment, proposedFileName } from './content-disposition.ts'
import { lastPathSegment } from './file-name.ts'
import type { RequestedFile } from './request-file.ts'

const pageExtension = /\.(x?html?|mhtml?)$/i
const anyExtension = /\.[\p{L}\p{N}]{1,10}$/u

/**
 * Whether a web page came instead of the file, such as the server's sign-in page: it comes with the status 200. A page
 * that the server calls an attachment, or that has the offered size, is the file.
 */
export function isPageInsteadOfFile(
  { response: { headers }, url, isRedirected }: RequestedFile,
  offer: Pick<DownloadOffer, 'filename' | 'url' | 'size'>,
): boolean {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'text/html' && type !== 'application/xhtml+xml') return false
  const disposition = headers.get('content-disposition')
  if (isAttachment(disposition)) return false
  if (offer.size !== null && headers.get('content-length') === String(offer.size)) return false
  const name = offer.filename ?? proposedFileName(disposition) ?? lastPathSegment(offer.url)
  if (pageExtension.test(name)) return false
  return anyExtension.test(name) || (isRedirected && !pageExtension.test(url.pathname))
}
