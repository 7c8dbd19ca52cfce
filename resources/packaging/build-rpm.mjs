import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const plenty = 256 * 1024 * 1024
const architectures = new Map([
  ['amd64', 'x86_64'],
  ['arm64', 'aarch64'],
])

/** Makes an rpm of the files below `root`. */
export function buildRpm(parts) {
  const { root, workshop } = parts
  const architecture = architectures.get(parts.architecture) ?? parts.architecture
  const spec = join(workshop, 'package.spec')
  const made = join(workshop, 'made')
  writeFileSync(spec, specFile(parts, filesBelow(root, parts.ownedFolders)))
  const defines = {
    _topdir: join(workshop, 'rpm'),
    _rpmdir: made,
    _binary_payload: `w${parts.level ?? 6}T0.xzdio`,
    // The files are packed as they are: not stripped, not compiled, not searched for what they need.
    __os_install_post: '%{nil}',
    debug_package: '%{nil}',
    _build_id_links: 'none',
  }
  const settings = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  const place = ['--buildroot', join(workshop, 'buildroot')]
  run('rpmbuild', ['-bb', '--quiet', '--target', architecture, ...settings, ...place, spec])
  const folder = join(made, architecture)
  cpSync(join(folder, readdirSync(folder)[0]), parts.output)
}

function specFile(parts, files) {
  const lines = [
    'AutoReqProv: no',
    `Name: ${parts.name}`,
    // A dash ends the version there; a tilde sorts what comes before a release.
    `Version: ${parts.version.replaceAll('-', '~')}`,
    `Release: ${parts.iteration ?? 1}`,
    `Summary: ${parts.summary}`,
    `License: ${parts.license}`,
    `Vendor: ${parts.vendor}`,
    `URL: ${parts.homepage}`,
    `Packager: ${parts.maintainer}`,
    `Group: ${parts.category}`,
    ...parts.depends.map((name) => `Requires: ${name}`),
    '%description',
    parts.description.join('\n') || parts.summary,
    '%install',
    `cp -a "${parts.root}/." "%{buildroot}/"`,
    '%post',
    script(parts.afterInstall),
    '%postun',
    script(parts.afterRemove),
    ...(parts.changelog === undefined ? [] : ['%changelog', readFileSync(parts.changelog, 'utf8')]),
    '%files',
    '%defattr(-,root,root,-)',
    ...files,
  ]
  return `${lines.join('\n')}\n`
}

/** rpm takes a percent sign for a macro. */
function script(file) {
  return file === undefined ? '' : readFileSync(file, 'utf8').replaceAll('%', '%%')
}

/** Folders besides the owned ones belong to the system: an rpm that had them would take them along when it is removed. */
function filesBelow(root, ownedFolders) {
  const isOwned = (path) => ownedFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  return run('find', [root, '-mindepth', '1', '-printf', '%y /%P\\0'])
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => ({ isFolder: line.startsWith('d '), path: line.slice(2) }))
    .filter(({ isFolder, path }) => !isFolder || isOwned(path))
    .map(({ isFolder, path }) => `${isFolder ? '%dir ' : ''}"${path}"`)
}

function run(program, args) {
  return execFileSync(program, args, {
    encoding: 'utf8',
    maxBuffer: plenty,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
