/** CRC-64-AVRO, the fingerprint of a schema's canonical form (Avro specification, "Schema Fingerprints"). avsc has none. */

const EMPTY = 0xc15d213aa4d7a795n

const TABLE = new BigUint64Array(256).map((_, index) => {
  let value = BigInt(index)
  for (let bit = 0; bit < 8; bit++) value = (value >> 1n) ^ (EMPTY & -(value & 1n))
  return BigInt.asUintN(64, value)
})

/** Unsigned 64-bit fingerprint of these bytes. For schemas, not for data: it takes microseconds a byte. */
export function crc64Avro(bytes: Uint8Array): bigint {
  let crc = EMPTY
  for (const byte of bytes) crc = (crc >> 8n) ^ TABLE[Number((crc ^ BigInt(byte)) & 0xffn)]!
  return crc
}

/** The fingerprint as single-object encoding writes it: eight bytes, little-endian. */
export function fingerprintBytes(fingerprint: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(fingerprint)
  return bytes
}

/** The fingerprint for people and lock files: 16 hexadecimal digits, most significant first. */
export function fingerprintHex(fingerprint: bigint): string {
  return fingerprint.toString(16).padStart(16, '0')
}
