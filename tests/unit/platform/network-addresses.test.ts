import { expect, test } from 'vitest'
import { networkAddresses } from '../../../electron/platform/network/network-addresses.ts'

const ipv4 = { family: 'IPv4', netmask: '255.255.255.0', mac: '02:00:00:00:00:01', cidr: null } as const
const ipv6 = { ...ipv4, family: 'IPv6', scopeid: 0 } as const

test('only addresses that others can reach count', () => {
  expect(
    networkAddresses({
      lo: [{ ...ipv4, address: '127.0.0.1', internal: true }],
      wlan0: [
        { ...ipv6, address: 'fe80::1', internal: false },
        { ...ipv4, address: '192.0.2.7', internal: false },
        { ...ipv6, address: '2001:db8::7', internal: false },
      ],
      eth0: [{ ...ipv4, address: '169.254.3.4', internal: false }],
    }),
  ).toEqual(['192.0.2.7', '2001:db8::7'])
})

test('the addresses of this computer can be read', () => {
  expect(networkAddresses().every((address) => address !== '127.0.0.1')).toBe(true)
})
