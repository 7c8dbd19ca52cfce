import { expect, test } from 'vitest'
import { isPageInsteadOfFile } from '../../../electron/downloads/web-page.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }
const address = 'https://app.example.com/exports/42/file'

interface Case {
  readonly headers: Readonly<Record<string, string>>
  readonly url?: string
  readonly filename?: string | null
  readonly size?: number | null
}

const isPage = ({ headers, url = address, filename = null, size = null }: Case) =>
  isPageInsteadOfFile(
    {
      ...{ kind: 'response', response: new Response(null, { headers }) },
      ...{ url: new URL(url), isRedirected: url !== address },
    },
    { url: address, filename, size },
  )

test.each<[string, Case]>([
  ['HTML for a name that is not of a page', { headers: html, filename: 'orders.csv' }],
  ['HTML after a redirect', { headers: html, url: 'https://login.example.com/?next=42' }],
  ['HTML after a redirect within the server', { headers: html, url: 'https://app.example.com/login' }],
  ['XHTML', { headers: { 'content-type': 'application/xhtml+xml' }, filename: 'orders.csv' }],
])('%s is a page instead of the file', (_name, given) => {
  expect(isPage(given)).toBe(true)
})

test.each<[string, Case]>([
  ['a CSV file', { headers: { 'content-type': 'text/csv' }, filename: 'orders.csv' }],
  ['a file without a type', { headers: {}, filename: 'orders.csv' }],
  ['a report in HTML', { headers: html, filename: 'report.html' }],
  ['a report in HTML without a name', { headers: html }],
  ['a report in HTML after a redirect', { headers: html, url: 'https://files.example.com/report.html' }],
  [
    'an attachment, which PHP calls HTML by default',
    { headers: { ...html, 'content-disposition': 'attachment' }, filename: 'orders.csv' },
  ],
  [
    'HTML of the offered size',
    { headers: { ...html, 'content-length': '734' }, filename: 'orders.csv', size: 734 },
  ],
])('%s is the file', (_name, given) => {
  expect(isPage(given)).toBe(false)
})
