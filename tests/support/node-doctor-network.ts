import { lookup } from 'node:dns/promises'
import type { DoctorNetwork } from '../../electron/doctor/doctor-network.ts'
import { inspectTls } from '../../electron/platform/network/inspect-tls.ts'

/** The network of Node in place of Chromium's. */
export const nodeDoctorNetwork: DoctorNetwork = {
  fetch,
  post: async (url, { headers, body, signal }) => {
    const response = await fetch(url, {
      ...{ method: 'POST', headers: { ...headers }, body, signal, redirect: 'manual' },
    })
    await response.body?.cancel()
    return response.status
  },
  hasAddress: async (host) => (await lookup(host)).address !== '',
  findProxy: async () => null,
  inspectTls,
}
