import { join } from 'node:path'
import { app, BrowserWindow, dialog, type MessageBoxOptions, type OpenDialogOptions } from 'electron'
import type { HistoryOptions } from '../../history/history.ts'
import { cut, shortenWords, textForSystem } from '../../model/text.ts'
import type { Confirm } from '../../servers/consent.ts'

const maxTitleLength = 100
const maxTextLength = 1_000
// About 1,000 pixels: a dialog is as wide as its longest word.
const maxWordLength = 150

/** Asks the user in a native dialog, which no web page can control. Enter and Escape mean no. */
export const confirm: Confirm = async ({ title, message, detail, yes, no }) => {
  const options: MessageBoxOptions = {
    title: dialogText(title, maxTitleLength),
    message: dialogText(message),
    detail: dialogText(detail),
    type: 'question',
    buttons: [no, yes].map((text) => dialogText(text)),
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const parent = dialogParent()
  const { response } = await (parent === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(parent, options))
  return response === 1
}

/**
 * A dialog must not be hidden by the window, not even by one that appears after it. macOS hangs a dialog onto its parent,
 * so that one must be visible there.
 */
function dialogParent(): BrowserWindow | null {
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) return null
  return process.platform !== 'darwin' || window.isVisible() ? window : null
}

/** Asks the user where to save a file, by default in the Downloads folder. */
export const chooseFile: HistoryOptions['chooseFile'] = async ({ title, name, extension }) => {
  const { canceled, filePath } = await dialog.showSaveDialog({
    title: dialogText(title, maxTitleLength),
    defaultPath: join(app.getPath('downloads'), textForSystem(name)),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['showOverwriteConfirmation'],
  })
  return canceled || filePath === '' ? null : filePath
}

/** Asks the user for a folder. @param current is shown first, if it is there. Resolves to its path; null: none was chosen. */
export async function chooseFolder(title: string, current: string | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: dialogText(title, maxTitleLength),
    defaultPath: current ?? app.getPath('downloads'),
    properties: ['openDirectory', 'createDirectory'],
  }
  const parent = dialogParent()
  const { canceled, filePaths } = await (parent === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(parent, options))
  return canceled ? null : (filePaths[0] ?? null)
}

/** Asks the user to choose one of these buttons; Escape is the last one. Resolves to the number of the chosen one. */
export async function choose(message: string, detail: string, buttons: readonly string[]): Promise<number> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: app.name,
    message: dialogText(message, maxTitleLength),
    detail: dialogText(detail),
    buttons: buttons.map((text) => dialogText(text)),
    defaultId: 0,
    cancelId: buttons.length - 1,
    noLink: true,
  })
  return response
}

/** Shows an error until the user has closed it, then ends the app with exit code 1. */
export function showErrorAndExit(title: string, text: string, button: string): void {
  dialog.showMessageBoxSync({
    type: 'error',
    title: app.name,
    message: dialogText(title, maxTitleLength),
    detail: dialogText(text),
    buttons: [dialogText(button)],
    noLink: true,
  })
  app.exit(1)
}

/** Some texts name what comes from outside: the buttons must stay on the screen, whatever that is. */
function dialogText(text: string, maxLength = maxTextLength): string {
  return cut(shortenWords(textForSystem(text), maxWordLength), maxLength)
}
