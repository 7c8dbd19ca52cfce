/** What a screen reader says of its own accord when it changes: the texts of the live regions in a part of the window. */
export function liveText(part: Element = document.body): string {
  return [...part.querySelectorAll('[aria-live=polite], [role=status]')]
    .map(({ textContent }) => textContent)
    .filter((text) => text !== '')
    .join(' ')
}
