import { waitFor } from '../support/wait-for.ts'
import { type Fixtures, words } from './fixtures.ts'

type WithReader = Pick<Fixtures, 'reader'>

/** Presses a key and waits until this is said. Resolves with all that is said of it. */
export async function pressAndHear(
  { reader }: WithReader,
  key: string,
  wanted: RegExp | string,
): Promise<string> {
  const heard = reader.listen()
  await reader.keyboard.press(key)
  await heard.until(wanted)
  await reader.catchUp()
  return heard.text()
}

/** Moves the focus to the search, with its key. Keys go to the app after that. */
export async function focusSearch(fixtures: WithReader): Promise<void> {
  await pressAndHear(fixtures, 'slash', words('filter.search'))
}

/** Moves the focus from the search to the first row. Resolves with what is said of it. */
export async function focusFirstRow(fixtures: WithReader, title: string): Promise<string> {
  await focusSearch(fixtures)
  return pressAndHear(fixtures, 'Return', title)
}

/** Moves the focus to the next row. Resolves with what is said of it. */
export function focusNextRow(fixtures: WithReader, title: string): Promise<string> {
  return pressAndHear(fixtures, 'Down', title)
}

/** Presses Tab until the stop where this is said. Resolves with what is said of each stop, that one last. */
export async function tabTo({ reader }: WithReader, wanted: RegExp | string): Promise<readonly string[]> {
  const stops: string[] = []
  const isThere = (said: string) => (typeof wanted === 'string' ? said.includes(wanted) : wanted.test(said))
  await waitFor(
    `a stop of the Tab key that is ${wanted}`,
    async () => {
      const heard = reader.listen()
      await reader.keyboard.press('Tab')
      await heard.until(/./, { timeoutMs: 3000 })
      await reader.catchUp()
      stops.push(heard.text())
      if (isThere(heard.text())) return true
      throw new Error(JSON.stringify(stops))
    },
    { timeoutMs: 60_000, intervalMs: 0 },
  )
  return stops
}
