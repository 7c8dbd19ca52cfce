import { join } from 'node:path'
import { app, dialog } from 'electron'

/** Asks the user where to save a file, by default in the Downloads folder. Null: the user cancelled. */
export async function chooseFile(proposal: {
  readonly title: string
  readonly name: string
  /** Without a dot. */
  readonly extension: string
}): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: proposal.title,
    defaultPath: join(app.getPath('downloads'), proposal.name),
    filters: [{ name: proposal.extension.toUpperCase(), extensions: [proposal.extension] }],
    properties: ['showOverwriteConfirmation'],
  })
  return canceled || filePath === '' ? null : filePath
}
