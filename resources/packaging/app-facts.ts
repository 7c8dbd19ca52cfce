import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

/** What packages and manifests say of the app: read from package.json and electron-builder.yml, never written twice. */
export interface AppFacts {
  /** Of the program, the packages and the desktop entry: `tidings`. */
  readonly executable: string
  readonly appId: string
  readonly productName: string
  readonly version: string
  /** One sentence. */
  readonly description: string
  /** A few words. */
  readonly synopsis: string
  /** SPDX. */
  readonly license: string
  readonly copyright: string
  readonly author: string
  /** A name with an address in angle brackets. */
  readonly maintainer: string
  readonly homepage: string
  /** The folder that each release's files can be downloaded from, without a slash at its end. */
  readonly downloads: string
}

const manifest = z.object({
  version: z.string(),
  description: z.string(),
  license: z.string(),
  author: z.object({ name: z.string() }),
  homepage: z.string(),
})

const builderSettings = z.object({
  appId: z.string(),
  productName: z.string(),
  copyright: z.string(),
  publish: z.object({ url: z.string() }),
  linux: z.object({ executableName: z.string(), synopsis: z.string(), maintainer: z.string() }),
})

/**
 * @param options.version another than that of package.json
 * @param options.repository `owner/name` on GitHub; undefined: releases lie where updates are looked for
 */
export async function readAppFacts(
  projectFolder: string,
  options: { readonly version?: string | undefined; readonly repository?: string | undefined } = {},
): Promise<AppFacts> {
  const read = (name: string) => readFile(join(projectFolder, name), 'utf8')
  const app = manifest.parse(JSON.parse(await read('package.json')))
  const settings = builderSettings.parse(parse(await read('electron-builder.yml')))
  const version = options.version ?? app.version
  const releases = `https://github.com/${options.repository}/releases/download/v${version}`
  return {
    executable: settings.linux.executableName,
    appId: settings.appId,
    productName: settings.productName,
    version,
    description: app.description,
    synopsis: settings.linux.synopsis,
    license: app.license,
    copyright: settings.copyright,
    author: app.author.name,
    maintainer: settings.linux.maintainer,
    homepage: app.homepage,
    downloads: options.repository === undefined ? settings.publish.url : releases,
  }
}

/** Fills in `${name}`, as electron-builder does in its templates. */
export function fillIn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The template asks for "${name}", which nobody knows.`)
    return value
  })
}
