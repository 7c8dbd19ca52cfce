import { join } from 'node:path'
import { wireFormatSchema } from '../../../electron/feed/wire-format.ts'
import { limits } from '../../../electron/model/limits.ts'
import { projectFolder } from '../tidings.ts'
import { withFieldTable } from './field-table.ts'
import { withLimitTable } from './limit-table.ts'
import { parseWireFormat } from './schema.ts'
import { typesModule } from './types-module.ts'

export interface GeneratedFile {
  /** Absolute. */
  readonly path: string
  readonly text: string
}

/** What the files that follow from the wire format should hold. */
export function generatedFiles(read: (path: string) => string): readonly GeneratedFile[] {
  const schema = wireFormatSchema()
  const events = parseWireFormat(JSON.parse(JSON.stringify(schema)))
  const docs = join(projectFolder, 'resources/docs/backend.md')
  const text = `${JSON.stringify(schema, null, 2)}\n`
  return [
    { path: join(projectFolder, 'resources/wire-format.schema.json'), text },
    { path: join(projectFolder, 'resources/backend-kit/events.ts'), text: typesModule(events) },
    { path: docs, text: withLimitTable(withFieldTable(read(docs), events), limits) },
  ]
}
