import type { Limit } from '../../../electron/model/limits.ts'
import { replaceGenerated } from './replace-generated.ts'

type Group = 'arriving' | 'stored' | 'shown' | 'printed'

const headings: Readonly<Record<Group, string>> = {
  arriving: 'What may arrive',
  stored: 'What is stored',
  shown: 'What is shown',
  printed: 'What is printed',
}
const groups = ['arriving', 'stored', 'shown', 'printed'] as const satisfies readonly Group[]

/**
 * The text with the table of limits between its two marks.
 *
 * @throws Error when the marks are missing
 */
export function withLimitTable(
  text: string,
  limits: Readonly<Record<Group, Readonly<Record<string, Limit>>>>,
): string {
  const rows = groups.flatMap((group) => [
    `| **${headings[group]}** | | | |`,
    ...Object.values(limits[group]).map(
      (limit) => `| ${limit.what} | ${amountOf(limit)} | ${limit.beyond} | ${limit.reason} |`,
    ),
  ])
  return replaceGenerated(
    text,
    'limits',
    ['| What | At most | Beyond | Why |', '|---|---|---|---|', ...rows].join('\n'),
  )
}

function amountOf({ max, unit }: Limit): string {
  if (unit === 'number') return max.toLocaleString('en-US')
  if (unit !== 'bytes') return `${max.toLocaleString('en-US')} ${unit}`
  const sizes = [
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const
  // 1,024 and 2,048 bytes are better known as such.
  const [name, size] = sizes.find(([, bytes]) => max >= 4 * 1024 && max >= bytes) ?? ['bytes', 1]
  return `${(max / size).toLocaleString('en-US')} ${name}`
}
