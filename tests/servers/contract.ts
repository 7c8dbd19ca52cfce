import { expect } from 'vitest'
import type { Connection, FeedStatus } from '../../electron/model/connection.ts'
import type { StatusLine } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import type { Framework } from './frameworks.ts'

// How the app's status says what these tests ask it: the one place to change when its form does.

/** What the app may say about missed events. */
type CompletenessKind = 'proven' | 'unknown' | 'gap'

/** Waits until the status says what this framework allows it to say, and no more. */
export async function expectCompleteness(
  framework: Framework,
  status: () => FeedStatus | StatusLine | Promise<FeedStatus | StatusLine>,
): Promise<void> {
  // Ids that start again look like a gap; that is as honest as "can't be known".
  const honest: readonly unknown[] = framework.completeness === 'proven' ? ['proven'] : ['unknown', 'gap']
  await waitFor(`one of ${honest.join(', ')} as the completeness`, async () => {
    const said = completenessIn(await status())
    if (!honest.includes(said)) throw new Error(`the status says ${said}`)
    return true
  })
}

function completenessIn(status: object): CompletenessKind | 'nothing' {
  const completeness: unknown = 'completeness' in status ? status.completeness : null
  const isObject = typeof completeness === 'object' && completeness !== null
  const kind: unknown = isObject && 'kind' in completeness ? completeness.kind : completeness
  return kind === 'proven' || kind === 'unknown' || kind === 'gap' ? kind : 'nothing'
}

/** No state from this index on may look like trouble to the user. */
export function expectNoTrouble(connections: readonly Connection[]): void {
  const trouble = connections.filter((connection) => 'error' in connection && connection.error !== null)
  expect(trouble).toEqual([])
}
