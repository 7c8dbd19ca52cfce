import type { Settings } from './settings.ts'
import type { SourceId } from './source.ts'

type NamingSettings = Pick<Settings, 'rules' | 'folders' | 'savedFilters'>

/** The settings without those that name this server, and without the folders that only its rules used. */
export function withoutServer(
  { rules, folders, savedFilters }: NamingSettings,
  id: SourceId,
): NamingSettings {
  const otherRules = rules.filter(({ when }) => when.source !== id)
  const isUsed = (folder: number) => otherRules.some(({ fetch }) => fetch?.folder === folder)
  return {
    rules: otherRules,
    folders: otherRules.length === rules.length ? folders : folders.filter((folder) => isUsed(folder.id)),
    savedFilters: savedFilters.filter(({ filter }) => filter.source !== id),
  }
}
