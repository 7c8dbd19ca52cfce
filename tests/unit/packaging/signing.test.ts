import { describe, expect, test } from 'vitest'
import { decideSigning } from '../../../resources/packaging/signing.ts'

const mac = {
  CSC_LINK: 'certificate',
  CSC_KEY_PASSWORD: 'password',
  APPLE_ID: 'id',
  APPLE_APP_SPECIFIC_PASSWORD: 'password',
  APPLE_TEAM_ID: 'team',
}
const windows = { WIN_CSC_LINK: 'certificate', WIN_CSC_KEY_PASSWORD: 'password' }

describe('on macOS', () => {
  test('a release that is not signed is refused with the names of what is missing', () => {
    expect(decideSigning('darwin', { ...mac, CSC_LINK: '', APPLE_TEAM_ID: undefined }, true)).toEqual({
      kind: 'refused',
      reason: 'A release for macOS has to be signed and notarised: set CSC_LINK, APPLE_TEAM_ID.',
    })
  })

  test('a release with everything set is signed', () => {
    expect(decideSigning('darwin', mac, true)).toMatchObject({ kind: 'decided', isSigned: true })
  })

  test('the certificate for Windows is never taken', () => {
    expect(decideSigning('darwin', { ...mac, ...windows }, true)).toEqual({
      kind: 'decided',
      isSigned: true,
      unset: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
    })
  })

  test('a package for oneself needs nothing, and what is empty is as if it were not there', () => {
    expect(decideSigning('darwin', { CSC_LINK: '' }, false)).toMatchObject({
      isSigned: false,
      unset: expect.arrayContaining(['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_ID']),
    })
  })

  test('half of what notarising needs is refused', () => {
    expect(decideSigning('darwin', { APPLE_ID: 'id' }, false)).toEqual({
      kind: 'refused',
      reason: 'To notarise the app, set APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID too.',
    })
  })
})

test('on Windows only its own certificate counts', () => {
  expect(decideSigning('win32', { ...mac, ...windows }, true)).toEqual({
    kind: 'decided',
    isSigned: true,
    unset: Object.keys(mac),
  })
  expect(decideSigning('win32', { ...mac, WIN_CSC_LINK: '' }, true)).toMatchObject({ isSigned: false })
})

test('on Linux nothing is signed by a certificate, whatever is set', () => {
  expect(decideSigning('linux', { ...mac, ...windows }, true)).toMatchObject({
    isSigned: false,
    unset: expect.arrayContaining(['CSC_LINK', 'WIN_CSC_LINK']),
  })
})
