import type { Bus } from '../../../../resources/backend-kit/bus.ts'
import { type ChannelFollower, followChannel } from './channel-follower.ts'
import type { SharedLog } from './shared-log.ts'

/** A bus over a log that several processes share. Each process reads a channel once, however many streams want it. */
export function createLogBus(log: SharedLog): Bus {
  const followers = new Map<string, ChannelFollower>()

  function follow(channel: string): ChannelFollower {
    const follower = followChannel(log, channel, () => {
      follower.stop()
      if (followers.get(channel) !== follower) return
      followers.delete(channel)
      log.unlisten(channel)
    })
    followers.set(channel, follower)
    return follower
  }

  return {
    publish: log.append,
    subscribe: (channel, afterId, onEvent, onGap = () => {}) =>
      (followers.get(channel) ?? follow(channel)).subscribe(afterId, onEvent, onGap),
    close: async () => {
      for (const follower of followers.values()) follower.stop()
      followers.clear()
      await log.close()
    },
  }
}
