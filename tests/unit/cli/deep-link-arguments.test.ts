import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'

const parse = (...args: readonly string[]) => parseArguments(args, {})
const link = 'tidings://open/n-1'

test('a link is followed', () => {
  expect(parse(link)).toMatchObject({ kind: 'link', link })
})

test('a link can be combined with a folder and a server', () => {
  expect(parse('--user-data-dir', '/d', '--server', 'https://a.example/', link)).toMatchObject({
    kind: 'link',
    options: { userDataDir: '/d', source: { id: 'https://a.example/' } },
  })
})

describe('refused in one line', () => {
  test.each([
    ['a link that asks for something else', ['tidings://quit']],
    ['two links', [link, link]],
    ['a link beside another argument', [link, 'https://a.example']],
    ['a link with --quit', ['--quit', link]],
    ['a link with line breaks in it', ['tidings://open/a\nb/c\n']],
  ])('%s', (_, args) => {
    const request = parse(...args)
    expect(request.kind).toBe('wrong')
    expect(request.kind === 'wrong' && request.reason).not.toMatch(/\n/)
  })
})
