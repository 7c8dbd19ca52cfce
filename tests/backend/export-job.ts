import { z } from 'zod'
import type { JobEvent } from './wire-event.ts'

/** An export as it is stored, on disk too. Times are milliseconds since 1970. */
export type ExportJob = z.infer<typeof exportJobSchema>
export type ExportState = ExportJob['state']

export const exportJobSchema = z.object({
  id: z.string().regex(/^exp-[0-9a-f]{8}$/),
  title: z.string(),
  rows: z.number().int(),
  createdAt: z.number(),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('queued') }),
    z.object({ kind: z.literal('running'), rowsWritten: z.number() }),
    z.object({
      kind: z.literal('succeeded'),
      size: z.number(),
      sha256: z.string(),
      expiresAt: z.number(),
    }),
    z.object({ kind: z.literal('failed'), message: z.string() }),
    z.object({ kind: z.literal('cancelled') }),
  ]),
})

/** The event about a job. `publicUrl` is where clients reach this server. */
export function jobEvent(job: ExportJob, publicUrl: string): JobEvent {
  const { id, title, state } = job
  const base = { type: 'job', id, state: state.kind, title, category: 'export' } as const
  switch (state.kind) {
    case 'queued':
      return { ...base, message: 'Waiting to start' }
    case 'running': {
      const message = `${number(state.rowsWritten)} of ${number(job.rows)} rows`
      return { ...base, message, progress: Math.round((state.rowsWritten / job.rows) * 1_000) / 1_000 }
    }
    case 'succeeded':
      return {
        ...base,
        message: 'Your export is ready!',
        download: {
          url: `${publicUrl}/api/exports/${id}/file`,
          filename: filename(title),
          size: state.size,
          sha256: state.sha256,
          expiresAt: new Date(state.expiresAt).toISOString(),
        },
      }
    case 'failed':
      return { ...base, message: state.message }
    case 'cancelled':
      return { ...base, message: 'The export was cancelled' }
  }
}

/** A name that is safe on every system and in every header. */
export function filename(title: string): string {
  const ascii = title.normalize('NFKD').replace(/[^\w\s-]/g, '')
  const words = ascii
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter(Boolean)
  return `${words.join('-').slice(0, 80) || 'export'}.csv`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
