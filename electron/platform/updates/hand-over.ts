import type { Provider, UpdateInfo } from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import type { SignedUpdate } from '../../updates/updater.ts'

/**
 * electron-updater's source of metadata for one update. It fetches nothing: it hands on what was fetched and verified
 * before, so that no second answer of the server can count. The library's own sources would read metadata without a
 * signature.
 *
 * @param base the library's class of all sources
 */
export function handOver(
  { version, minimumSystemVersion, file, server }: SignedUpdate,
  base: typeof Provider,
): new (
  _options: unknown,
  _updater: unknown,
  options: ProviderRuntimeOptions,
) => Provider<UpdateInfo> {
  return class HandOver extends base<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtimeOptions: ProviderRuntimeOptions) {
      super({ ...runtimeOptions, isUseMultipleRangeRequest: false })
    }

    override async getLatestVersion(): Promise<UpdateInfo> {
      return {
        version,
        ...(minimumSystemVersion === undefined ? {} : { minimumSystemVersion }),
        files: [fileInfo(file)],
        path: file.name,
        sha512: file.sha512,
        releaseDate: '',
      }
    }

    /** One file, so that the library has no choice. */
    override resolveFiles() {
      return [{ url: new URL(file.name, server), info: fileInfo(file) }]
    }
  }
}

function fileInfo({ name, size, sha512, blockMapSize }: SignedUpdate['file']) {
  return { url: name, size, sha512, ...(blockMapSize === undefined ? {} : { blockMapSize }) }
}
