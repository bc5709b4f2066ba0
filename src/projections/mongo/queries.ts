import type { Collection, Db } from 'mongodb'
import type { DebtStatus } from '../../domain/events.ts'
import type { ParkedLetter, PartitionCheckpoint } from '../engine/store.ts'
import type { StoredProjection } from '../postgres/queries/projections.ts'
import { freshNote, type ProjectionDoc } from './state.ts'

/** One creditor of a client, as the firm's portal reads it. */
export interface CreditorListElement {
  inquiry_id: string
  creditor_name: string | null
  creditor_email: string | null
  /** Euros, e.g. 1388.24; null if no reply stated an amount. */
  creditor_response_amount: number | null
  /** The same in integer cents. */
  creditor_response_amount_cents: number | null
  /** Summary of the latest reply. */
  creditor_response_text: string | null
  reference_numbers: string[]
  response_received_at: Date | null
  status: DebtStatus
  /** Of the debt; 0 while no reply counts. */
  version: number
  withdrawn_at: Date | null
}

export interface ClientDocument {
  client_id: string
  client_name: string | null
  aktenzeichen: string | null
  /** Sorted by `inquiry_id`. */
  final_creditor_list: CreditorListElement[]
}

type StoredClient = ClientDocument & { _id: string }

const VISIBLE = { _id: 0, as_of: 0, 'final_creditor_list.inquiry_offset': 0 } as const

/** Null for a client that neither an inquiry nor a reply has named. */
export function getClient(db: Db, clientId: string): Promise<ClientDocument | null> {
  return db.collection<StoredClient>('clients').findOne<ClientDocument>({ _id: clientId }, { projection: VISIBLE })
}

/** Clients by id, after `after`. One answer holds them all, so a rebuild's switch comes before it or after it; one that it interrupts is read once more. */
export async function listClients(db: Db, { after = '', limit = 50 } = {}): Promise<ClientDocument[]> {
  const size = Math.min(Math.max(limit, 1), 500)
  const read = () =>
    db
      .collection<StoredClient>('clients')
      .find({ _id: { $gt: after } }, { projection: VISIBLE })
      .sort({ _id: 1 })
      .limit(size)
      .batchSize(size + 1)
      .toArray() as unknown as Promise<ClientDocument[]>
  return read().catch(read)
}

/** Where every projection of MongoDB stands: the active builds only. */
export async function storedDocumentProjections(db: Db): Promise<StoredProjection[]> {
  const projections = await db.collection<ProjectionDoc>('postbuch_projections').find().sort({ _id: 1 }).toArray()
  const of = (name: string, _id: string, generation: number) =>
    (db.collection(name) as Collection)
      .find({ projection: _id, generation }, { projection: { _id: 0, projection: 0, generation: 0, cluster_id: 0 } })
      .sort({ topic: 1, partition: 1, offset: 1 })
      .toArray()
  return Promise.all(
    projections.map(async ({ _id, version, generation, desired, rebuild }) => ({
      name: _id,
      version,
      generation,
      desired,
      rebuild: freshNote({ rebuild }),
      partitions: (await of('postbuch_positions', _id, generation)) as unknown as PartitionCheckpoint[],
      parked: (await of('postbuch_parked', _id, generation)) as unknown as ParkedLetter[],
    })),
  )
}
