import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../support/tidings.ts'

/** The versions there are packages of, older first. */
export const versions = ['1.0.0', '1.0.1'] as const
export type Version = (typeof versions)[number]

/** Where the packages are, and which port of this machine they ask for updates. */
export interface Packages {
  readonly folder: string
  readonly updatesPort: number
  /** What the packages accept updates from: a private key in PEM, made for these packages. */
  readonly key: string
}

/** Everything the package tests write, screenshots included. */
export const packagesFolder = join(projectFolder, 'artifacts/package')
export const packagesNote = join(packagesFolder, 'packages.json')

/** The packages that main.ts has made. */
export function readPackages(): Packages {
  return JSON.parse(readFileSync(packagesNote, 'utf8'))
}
