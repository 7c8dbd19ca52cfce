import { expect, test } from 'vitest'
import { debDepends, parseReadelf, rpmRequires } from '../../../resources/packaging/shared-libraries.ts'

const output = `
File: tidings
 0x0000000000000001 (NEEDED)             Shared library: [libffmpeg.so]
 0x0000000000000001 (NEEDED)             Shared library: [libasound.so.2]
 0x0000000000000001 (NEEDED)             Shared library: [libc.so.6]
 0x0000000000000001 (NEEDED)             Shared library: [libm.so.6]
  0x0010:   Name: GLIBC_2.9  Flags: none  Version: 3
  0x0020:   Name: GLIBC_2.29  Flags: none  Version: 2
  0x0030:   Name: GLIBC_2.4  Flags: none  Version: 1
`
const needed = parseReadelf(output, new Set(['libffmpeg.so']))

test('libraries that come along are not asked of the system', () => {
  expect(needed.sonames).not.toContain('libffmpeg.so')
})

test('the C library is asked for in the newest version that any program needs', () => {
  expect(debDepends(needed)).toContain('libc6 (>= 2.29)')
  expect(rpmRequires(needed)).toContain('libc.so.6(GLIBC_2.29)(64bit)')
})

test('a deb depends on each package once, under its name of 2024 or the old one', () => {
  expect(debDepends(needed)).toEqual([
    'libasound2t64 | libasound2',
    'libc6 (>= 2.29)',
    'libgtk-3-0t64 | libgtk-3-0',
    'libx11-xcb1',
    'xdg-utils',
  ])
})

test('an rpm requires libraries, and no names that only one distribution has', () => {
  expect(rpmRequires(needed)).toEqual([
    'libX11-xcb.so.1()(64bit)',
    'libasound.so.2()(64bit)',
    'libc.so.6(GLIBC_2.29)(64bit)',
    'libgtk-3.so.0()(64bit)',
    'libm.so.6()(64bit)',
    'xdg-utils',
  ])
})

test('a library that no package is known for stops the build with its name', () => {
  const unknown = { sonames: ['libnovel.so.7'], glibc: '2.29' }
  expect(() => debDepends(unknown)).toThrow('libnovel.so.7')
})
