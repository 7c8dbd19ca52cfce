import { seededRandom } from '../support/seeded-random.ts'

/** Random values for property tests, hostile ones among them. The same seed gives the same values. */
export interface Arbitraries {
  /** From 0 up to, but not including, `below`. */
  readonly number: (below: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
  readonly text: () => string
  /** Anything that JSON or a message between processes can carry. */
  readonly value: (depth?: number) => unknown
  /** The example with random parts changed, removed, doubled or replaced. */
  readonly spoil: (example: unknown) => unknown
  readonly spoilText: (example: string) => string
}

const nastyTexts = [
  '',
  ' ',
  '\0',
  '\u202e\u200b\ufeff',
  '\ud800',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32',
  'C:\\Windows',
  '/etc/passwd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://user:password@example.com/',
  'http://example.com/',
  'https://example.com/',
  'http://127.0.0.1:1/',
  'tidings://open/x',
  '--no-sandbox',
  '--user-data-dir=/',
  '<img src=x onerror=alert(1)>',
  '%s%n%x',
  '%00%0a%0d',
  '{{constructor}}',
  "'; DROP TABLE item; --",
  '__proto__',
  'constructor',
  'a'.repeat(70_000),
  '👩‍👩‍👧‍👦'.repeat(500),
] as const
const nastyNumbers = [0, -0, -1, 1, 0.1, 1e21, -1e21, 2 ** 31, 2 ** 53, 5e-324, Number.MAX_VALUE] as const

export function createArbitraries(seed: number): Arbitraries {
  const random = seededRandom(seed)
  const number = (below: number) => Math.floor(random() * below)
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[number(choices.length)]
    if (choice === undefined && choices.length === 0) throw new Error('There is nothing to choose from.')
    return choice as T
  }
  const noise = () =>
    String.fromCodePoint(...Array.from({ length: number(40) }, () => number(pick([128, 0x3000, 0x110000]))))
  const text = () => (number(2) === 0 ? pick(nastyTexts) : noise())

  const value = (depth = 3): unknown => {
    const kind = number(depth > 0 ? 7 : 4)
    if (kind === 0) return text()
    if (kind === 1) return pick(nastyNumbers)
    if (kind === 2) return pick([true, false, null, undefined])
    if (kind === 3) return number(1_000_000) - 500_000
    if (kind === 4) return Array.from({ length: number(5) }, () => value(depth - 1))
    return Object.fromEntries(
      Array.from({ length: number(5) }, () => [pick([...nastyTexts, 'type', 'id', 'url']), value(depth - 1)]),
    )
  }

  const spoil = (example: unknown): unknown => {
    if (number(8) === 0) return value()
    if (Array.isArray(example)) {
      return example.flatMap((part) => (number(8) === 0 ? pick([[], [part, part]]) : [spoil(part)]))
    }
    if (typeof example === 'object' && example !== null) {
      const kept = Object.entries(example).filter(() => number(10) > 0)
      const extra = number(6) === 0 ? [[text(), value()] as const] : []
      return Object.fromEntries([...kept.map(([key, part]) => [key, spoil(part)] as const), ...extra])
    }
    return typeof example === 'string' && number(3) === 0 ? spoilText(example) : example
  }

  const spoilText = (example: string): string => {
    const at = number(example.length + 1)
    const until = Math.min(example.length, at + number(5))
    return example.slice(0, at) + pick([text, noise, () => ''])() + example.slice(pick([at, until]))
  }

  return { number, pick, text, value, spoil, spoilText }
}

/** Runs a property for the seeds 1 to `count`; the error of a failed one names its seed. */
export function play(count: number, property: (arbitrary: Arbitraries, seed: number) => void): void {
  for (let seed = 1; seed <= count; seed += 1) {
    try {
      property(createArbitraries(seed), seed)
    } catch (error) {
      throw new Error(`Seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
  }
}
