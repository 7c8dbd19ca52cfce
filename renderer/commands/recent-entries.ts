/** What is remembered of the window while it is closed, as `localStorage`, which lives until the app quits. */
export type WindowMemory = Pick<Storage, 'getItem' | 'setItem'>

const name = 'palette-recent'
const maxRecent = 5

/** The ids of the entries of the palette that were used last, the newest first. */
export function recentEntries(memory: WindowMemory): readonly string[] {
  return (memory.getItem(name) ?? '').split('\n').filter((id) => id !== '')
}

export function rememberEntry(memory: WindowMemory, id: string): void {
  const others = recentEntries(memory).filter((one) => one !== id)
  memory.setItem(name, [id, ...others].slice(0, maxRecent).join('\n'))
}
