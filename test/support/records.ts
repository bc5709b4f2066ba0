import type { LogRecord, NewRecord } from '../../src/log/log.ts'

/** A record as if the log had given it back: at offset 0, unless `change` says otherwise. */
export function asLogged(record: NewRecord, change: Partial<LogRecord> = {}): LogRecord {
  return { partition: 0, timestamp: 0, ...record, offset: 0, ...change }
}
