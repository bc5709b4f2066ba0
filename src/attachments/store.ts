/**
 * Attachments on disk, by content: `ab/cd/<sha256>`, and `urls/ab/<sha256 of the URL>` that says which URL brought
 * which content, so that a retry, or the same mail a second time, downloads nothing.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface StoredFile {
  sha256: string
  path: string
  /** Bytes. */
  size: number
}

export interface AttachmentStore {
  /** What a URL brought, if it is still there and unchanged. */
  find(url: string): Promise<StoredFile | undefined>
  /** Stores what a URL brings; nothing is left behind if `chunks` throws. */
  put(url: string, chunks: AsyncIterable<Buffer>): Promise<StoredFile>
  /** Forgets a content, e.g. when a mail is erased. */
  remove(sha256: string): Promise<void>
  /** Removes what processes that were killed left half written an hour ago or earlier. */
  sweep(): Promise<void>
}

/** A store in a folder, which is made when first needed. Several processes may share it. */
export function createStore(folder: string): AttachmentStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  const indexOf = (url: string) => {
    const key = createHash('sha256').update(url).digest('hex')
    return join(folder, 'urls', key.slice(0, 2), key)
  }
  return {
    find: async url => {
      const text = await readFile(indexOf(url), 'utf8').catch(ignoreMissing)
      const sha256 = /^[0-9a-f]{64}$/.exec(text?.trim() ?? '')?.[0]
      if (!sha256) return undefined
      const path = pathOf(sha256)
      const found = await stat(path).catch(ignoreMissing)
      return found && (await hashOf(path)) === sha256 ? { sha256, path, size: found.size } : undefined
    },
    put: async (url, chunks) => {
      const hash = createHash('sha256')
      let size = 0
      const temporary = await writeAtomically(folder, async write => {
        for await (const chunk of chunks) {
          hash.update(chunk)
          size += chunk.length
          await write(chunk)
        }
      })
      const sha256 = hash.digest('hex')
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      await rename(temporary, path)
      const index = await writeAtomically(folder, write => write(Buffer.from(sha256)))
      await mkdir(dirname(indexOf(url)), { recursive: true })
      await rename(index, indexOf(url))
      return { sha256, path, size }
    },
    remove: async sha256 => {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true })
    },
    sweep: async () => {
      const names = (await readdir(join(folder, 'tmp')).catch(ignoreMissing)) ?? []
      for (const path of names.map(name => join(folder, 'tmp', name))) {
        const found = await stat(path).catch(ignoreMissing)
        if (found && Date.now() - found.mtimeMs > 3_600_000) await rm(path, { force: true })
      }
    },
  }
}

/** Writes a temporary file to the disk, not just to its cache, for a rename to follow. */
async function writeAtomically(folder: string, fill: (write: (bytes: Buffer) => Promise<void>) => Promise<void>) {
  const path = join(folder, 'tmp', randomUUID())
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'wx', 0o600)
  try {
    await fill(bytes => file.writeFile(bytes))
    await file.sync()
    await file.close()
    return path
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
