import { stringify } from 'yaml'
import type { AppFacts } from '../app-facts.ts'
import type { Asset } from './assets.ts'

const manifestVersion = '1.10.0'

/** The three files of a version in winget's repository. */
export function wingetFiles(facts: AppFacts, installer: Asset): Readonly<Record<string, string>> {
  const { productName, version, author, homepage } = facts
  const id = `${productName}.${productName}`
  const common = { PackageIdentifier: id, PackageVersion: version }
  const kind = (ManifestType: string) => ({ ManifestType, ManifestVersion: manifestVersion })
  const file = { InstallerUrl: installer.url, InstallerSha256: installer.sha256.toUpperCase() }
  const folder = `winget/${productName.charAt(0).toLowerCase()}/${productName}/${productName}/${version}`
  return {
    [`${folder}/${id}.yaml`]: yaml('version', {
      ...common,
      DefaultLocale: 'en-US',
      ...kind('version'),
    }),
    [`${folder}/${id}.installer.yaml`]: yaml('installer', {
      ...common,
      InstallerType: 'nullsoft',
      Scope: 'user',
      UpgradeBehavior: 'install',
      Protocols: ['tidings'],
      // One file, which takes the right half by itself.
      Installers: ['x64', 'arm64'].map((Architecture) => ({ Architecture, ...file })),
      ...kind('installer'),
    }),
    [`${folder}/${id}.locale.en-US.yaml`]: yaml('defaultLocale', {
      ...common,
      PackageLocale: 'en-US',
      Publisher: author,
      PublisherUrl: homepage,
      PackageName: productName,
      PackageUrl: homepage,
      License: facts.license,
      Copyright: facts.copyright,
      ShortDescription: facts.description,
      Moniker: facts.executable,
      Tags: ['notifications', 'export', 'tray'],
      ...kind('defaultLocale'),
    }),
  }
}

function yaml(type: string, content: object): string {
  const schema = `https://aka.ms/winget-manifest.${type}.${manifestVersion}.schema.json`
  return `# yaml-language-server: $schema=${schema}\n\n${stringify(content, { lineWidth: 0 })}`
}
