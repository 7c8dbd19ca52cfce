import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { DeepLinkDeps } from '../../deep-links/deep-links.ts'
import type { HistoryOptions } from '../../history/history.ts'
import { textForSystem } from '../../model/text.ts'

/** Asks the user in a native dialog, which no web page can control. Enter and Escape mean no. */
export const confirm: DeepLinkDeps['confirm'] = async ({ title, message, detail, yes, no }) => {
  const { response } = await dialog.showMessageBox({
    title: textForSystem(title),
    message: textForSystem(message),
    detail: textForSystem(detail),
    type: 'question',
    buttons: [yes, no].map(textForSystem),
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

/** Asks the user where to save a file, by default in the Downloads folder. */
export const chooseFile: HistoryOptions['chooseFile'] = async ({ title, name, extension }) => {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: textForSystem(title),
    defaultPath: join(app.getPath('downloads'), textForSystem(name)),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['showOverwriteConfirmation'],
  })
  return canceled || filePath === '' ? null : filePath
}

/** Shows an error until the user has closed it, then ends the app with exit code 1. */
export function showErrorAndExit(title: string, text: string, button: string): void {
  dialog.showMessageBoxSync({
    type: 'error',
    title: app.name,
    message: textForSystem(title),
    detail: textForSystem(text),
    buttons: [textForSystem(button)],
    noLink: true,
  })
  app.exit(1)
}
