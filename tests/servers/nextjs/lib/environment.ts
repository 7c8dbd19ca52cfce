import { join } from 'node:path'

/** What the dashboard is configured by. Two instances behind a load balancer share all of it. */
export interface Environment {
  /** Signs sessions and tokens. */
  readonly secret: string
  /** Passwords by user name, from `DASHBOARD_USERS=alice:secret,bob:secret`. */
  readonly passwords: ReadonlyMap<string, string>
  /** Where exports are stored. */
  readonly dataDir: string
}

/** @throws Error that says which variable is missing */
export function readEnvironment(): Environment {
  const { DASHBOARD_SECRET, DASHBOARD_USERS, DASHBOARD_DATA } = process.env
  if (DASHBOARD_SECRET === undefined) throw new Error('Set DASHBOARD_SECRET to a long random text.')
  if (DASHBOARD_USERS === undefined) throw new Error('Set DASHBOARD_USERS, such as alice:secret,bob:secret.')
  return {
    secret: DASHBOARD_SECRET,
    passwords: new Map(DASHBOARD_USERS.split(',').map((pair) => splitOnce(pair, ':'))),
    dataDir: DASHBOARD_DATA ?? join(process.cwd(), 'data'),
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
