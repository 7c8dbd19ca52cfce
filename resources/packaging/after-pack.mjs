import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Leaves out the little app that a bare Electron shows when it is started alone. electron-builder does so by
 * itself only for an Electron that it has unpacked itself.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export async function afterPack({ appOutDir, packager }) {
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
}
