/**
 * Writes a body so that it is read as text, also where it is read as markup: a notification server says so by its
 * capability `body-markup` (desktop notifications specification, "Markup").
 */
export function bodyText(body: string, isMarkup: boolean): string {
  if (!isMarkup) return body
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
