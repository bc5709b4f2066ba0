/** Which network addresses an attachment may come from. */
import { BlockList, isIP } from 'node:net'

const refused4 = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  refused4.addSubnet(net, bits, 'ipv4')
}

/** Global unicast; all else (loopback, link-local, unique local, multicast, mapped and translated IPv4) is refused. */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
/** Inside it: Teredo and other special ranges, documentation, 6to4, which can carry private IPv4 addresses. */
const refused6 = new BlockList()
refused6.addSubnet('2001::', 23, 'ipv6')
refused6.addSubnet('2001:db8::', 32, 'ipv6')
refused6.addSubnet('2002::', 16, 'ipv6')
refused6.addSubnet('3fff::', 20, 'ipv6')

/** True for an address on the public internet; false for private and special ranges and for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused4.check(address, 'ipv4')
  return family === 6 && global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
}

/** True for 127.0.0.0/8 and ::1. */
export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}
