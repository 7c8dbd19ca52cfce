import type { Finding } from '../model/finding.ts'
import {
  judgeEncryption,
  judgeHeaders,
  judgeHttpVersion,
  judgeName,
  judgeProxy,
  judgeResponse,
  judgeToken,
} from './judge-connection.ts'
import { judgeIds, judgeReplay } from './judge-ids.ts'
import { judgeReceipts } from './judge-receipts.ts'
import { judgeDelivery, judgeEnds, judgeEvents, judgeHeartbeat } from './judge-stream.ts'
import type { DoctorLimits } from './limits.ts'
import type { Observation } from './observation.ts'

/** Judges what was seen, in the order in which a request meets it. What can't be known is a note, never a warning. */
export function judge(observation: Observation, limits: DoctorLimits): readonly Finding[] {
  return [
    judgeName(observation),
    judgeProxy(observation),
    judgeEncryption(observation),
    judgeResponse(observation),
    judgeHeaders(observation, limits),
    judgeHttpVersion(observation),
    judgeDelivery(observation, limits),
    judgeHeartbeat(observation, limits),
    judgeEvents(observation),
    judgeIds(observation),
    judgeReplay(observation),
    judgeEnds(observation),
    judgeToken(observation),
    judgeReceipts(observation),
  ].flat()
}
