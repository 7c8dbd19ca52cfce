import type { ChosenFolder, Rule } from '../model/rule.ts'
import type { Settings } from '../model/settings.ts'

type FolderSettings = Pick<Settings, 'rules' | 'folders'>

/**
 * The path of the folder that this rule names for its downloads. Null: it names none, so that they go to the Downloads
 * folder; or the rule does not exist.
 */
export function folderOf({ rules, folders }: FolderSettings, rule: Rule['id']): string | null {
  const folder = rules.find(({ id }) => id === rule)?.fetch?.folder ?? null
  return folders.find(({ id }) => id === folder)?.path ?? null
}

/** The settings in which this rule downloads into this folder. Folders that no rule names any more are left out. */
export function withFolder(
  { rules, folders }: FolderSettings,
  rule: Rule['id'],
  path: string,
): FolderSettings {
  const folder = folders.find((known) => known.path === path) ?? { id: unusedId(folders), path }
  const changed = rules.map((each) =>
    each.id === rule && each.fetch !== null ? { ...each, fetch: { ...each.fetch, folder: folder.id } } : each,
  )
  const used = new Set(changed.map(({ fetch }) => fetch?.folder))
  const all = folders.includes(folder) ? folders : [...folders, folder]
  return { rules: changed, folders: all.filter(({ id }) => used.has(id)) }
}

function unusedId(folders: readonly ChosenFolder[]): ChosenFolder['id'] {
  return Math.max(0, ...folders.map(({ id }) => id)) + 1
}
