import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type AppFacts, fillIn } from './app-facts.ts'
import { debianCopyright } from './debian-copyright.ts'
import type { PackageLicense } from './third-party-licenses.ts'

/** What a Linux system wants to find beside a program. */
export interface LinuxFiles {
  readonly facts: AppFacts
  /** The folder of the templates, `resources/packaging/linux`. */
  readonly templates: string
  /** The text of LICENSE. */
  readonly ownLicense: string
  readonly packages: readonly PackageLicense[]
  /** The text of all licences of the packages. */
  readonly licenses: string
  readonly builtAt: Date
}

/** A file's content by its path; a `program` can be started. */
type Tree = Readonly<Record<string, string | Buffer | { readonly program: string }>>

/**
 * Manual page, completions and metadata, for `share/` of the folder that the archive and the AppImage consist of: from
 * there people copy them to where their system looks.
 */
export async function layOutShare(folder: string, files: LinuxFiles): Promise<void> {
  const { facts } = files
  await write(folder, {
    [`man/man1/${facts.executable}.1`]: await template(files, 'tidings.1'),
    ...(await completions(files, 'site-functions')),
    [`metainfo/${facts.appId}.metainfo.xml`]: await metainfo(files),
  })
}

/** The files of a deb or an rpm below `/usr`, besides what electron-builder puts there. */
export async function layOutUsr(folder: string, kind: 'deb' | 'rpm', files: LinuxFiles): Promise<void> {
  const { facts, ownLicense, licenses } = files
  const { executable } = facts
  const documents: Tree =
    kind === 'deb'
      ? {
          [`share/doc/${executable}/copyright`]: debianCopyright(facts, ownLicense, files.packages),
          [`share/doc/${executable}/third-party-licenses.txt`]: licenses,
          [`share/lintian/overrides/${executable}`]: await template(files, 'lintian-overrides'),
        }
      : {
          [`share/licenses/${executable}/LICENSE`]: ownLicense,
          [`share/licenses/${executable}/third-party-licenses.txt`]: licenses,
        }
  await write(folder, {
    [`bin/${executable}`]: { program: await template(files, 'tidings.sh', { ...facts }) },
    [`share/man/man1/${executable}.1.gz`]: gzip(await template(files, 'tidings.1')),
    ...prefixed('share', await completions(files, kind === 'deb' ? 'vendor-completions' : 'site-functions')),
    [`share/metainfo/${facts.appId}.metainfo.xml`]: await metainfo(files),
    ...documents,
  })
}

/** The changelog that a deb has to carry, in Debian's form. What changed is told on the web. */
export function debianChangelog({ facts, builtAt }: LinuxFiles): string {
  return `${facts.executable} (${facts.version}) stable; urgency=medium

  * Version ${facts.version}; see ${facts.homepage}

 -- ${facts.maintainer}  ${builtAt.toUTCString().replace('GMT', '+0000')}
`
}

/** The same for an rpm. */
export function rpmChangelog({ facts, builtAt }: LinuxFiles): string {
  const [weekday = '', day = '', month = '', year = ''] = builtAt.toUTCString().split(/,? /)
  const version = facts.version.replaceAll('-', '~')
  return `* ${weekday} ${month} ${day} ${year} ${facts.maintainer} - ${version}-1
- Version ${facts.version}; see ${facts.homepage}
`
}

function metainfo(files: LinuxFiles): Promise<string> {
  const date = files.builtAt.toISOString().slice(0, 10)
  const developerId = files.facts.appId.split('.').slice(0, 2).join('.')
  return template(files, 'metainfo.xml', { ...files.facts, date, developerId })
}

async function completions(files: LinuxFiles, zsh: string): Promise<Tree> {
  const { executable } = files.facts
  return {
    [`bash-completion/completions/${executable}`]: await template(files, 'tidings.bash'),
    [`zsh/${zsh}/_${executable}`]: await template(files, '_tidings'),
    [`fish/vendor_completions.d/${executable}.fish`]: await template(files, 'tidings.fish'),
  }
}

async function template(
  { templates }: LinuxFiles,
  name: string,
  values?: Readonly<Record<string, string>>,
): Promise<string> {
  const text = await readFile(join(templates, name), 'utf8')
  return values === undefined ? text : fillIn(text, values)
}

function prefixed(prefix: string, tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([path, content]) => [`${prefix}/${path}`, content]))
}

/** Without a time inside, so that the same text makes the same file. */
function gzip(text: string): Buffer {
  return gzipSync(text, { level: 9 })
}

async function write(folder: string, tree: Tree): Promise<void> {
  for (const [path, content] of Object.entries(tree)) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    const isProgram = typeof content === 'object' && 'program' in content
    await writeFile(target, isProgram ? content.program : content, { mode: isProgram ? 0o755 : 0o644 })
  }
}
