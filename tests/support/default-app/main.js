// What `electron <app>` runs before the app: finds the app among the arguments, gives Electron its name,
// version and paths, and imports its main. Packed into the fallback runtime (see fallback-runtime.ts).
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

function parse(args) {
  const preloads = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') {
      index += 1
      preloads.push(args[index])
    } else if (arg === '-v' || arg === '--version') {
      return { kind: 'version' }
    } else if (!arg.startsWith('-')) {
      return { kind: 'run', preloads, target: path.resolve(arg) }
    }
  }
  return { kind: 'nothing' }
}

/** The app's folder and manifest; the manifest of a lone main file is the nearest one above it. */
function locate(target) {
  if (!existsSync(target)) return undefined
  const isFolder = statSync(target).isDirectory()
  const folder = isFolder ? target : path.dirname(target)
  const holder = isFolder ? folder : nearestManifest(folder)
  const manifestFile = holder && path.join(holder, 'package.json')
  const manifest =
    manifestFile && existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}
  const main = isFolder ? createRequire(path.join(folder, 'noop.js')).resolve(folder) : target
  return { folder, manifest, main }
}

function nearestManifest(folder) {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  return parent === folder ? undefined : nearestManifest(parent)
}

function introduce({ folder, manifest }) {
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  if (manifest.version) app.setVersion(manifest.version)
  // Not in Electron's documentation, but there: what the desktop file and the app path are taken from.
  app.setDesktopName?.(manifest.desktopName ?? `${app.getName()}.desktop`)
  app.setAppPath?.(folder)
}

function fail(line) {
  console.error(line)
  process.exit(1)
}

const wanted = parse(process.argv.slice(1))
if (wanted.kind === 'version') {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (wanted.kind === 'nothing')
  fail('Usage: electron [-r module] <folder or main file of the app> [arguments]')

const found = locate(wanted.target)
if (!found) fail(`There is no app at ${wanted.target}`)

process.defaultApp = true
introduce(found)
const load = createRequire(path.join(process.cwd(), 'noop.js'))
for (const preload of wanted.preloads) load(preload)
try {
  // Awaited, so that Electron holds its `ready` event back until the app's main has run.
  await import(pathToFileURL(found.main).href)
} catch (error) {
  console.error('The app could not be started:', error)
  process.exit(1)
}
