/**
 * Writes a body so that it is read as text. Linux desktops read it as markup (desktop notifications specification,
 * "Markup"), the other platforms as it is.
 */
export function bodyText(body: string, platform: string): string {
  if (platform !== 'linux') return body
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
