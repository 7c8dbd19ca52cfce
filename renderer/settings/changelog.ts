/** What a version has brought, as it is written in `CHANGELOG.md`. */
export interface Release {
  /** Null: the version has no number yet. */
  readonly version: string | null
  /** In Markdown's place plain text, a paragraph each. */
  readonly changes: readonly string[]
}

/** The newest section of a changelog: its headings are `## 1.2.0 - 2026-11-22` or `## Unreleased`, its changes a list. */
export function newestRelease(changelog: string): Release {
  const [, section = ''] = changelog.split(/^## /m)
  const [heading = '', ...lines] = section.split('\n')
  const items = `\n${lines.join('\n')}`.split(/\n[-*] /).slice(1)
  return {
    version: /\d+(?:\.\d+)+\S*?(?=[\]\s]|$)/.exec(heading)?.[0] ?? null,
    changes: items.map(plainText).filter((text) => text !== ''),
  }
}

/** Without the signs of Markdown, and without a heading that follows. */
function plainText(item: string): string {
  return item
    .replace(/\n#+ [\s\S]*$/, '')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/`|\*\*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
