import type { Verb } from './io.ts'
import { publishedAt, versionIn, versionsOf } from './prompts.ts'

/** `postbuch prompts show NAME [--version N]`: the text alone goes to stdout, so that it can be edited and published. */
export const run: Verb = async (io, options, name) => {
  const versions = await versionsOf(io, name!)
  const prompt = options.version === undefined ? versions[0]! : versionIn(versions, options.version as number)
  for (const known of versions) {
    io.tell(`${known === prompt ? '>' : ' '} ${known.version}  ${publishedAt(known)}  ${known.by}  ${known.note}`)
  }
  io.print(prompt.text)
  return { document: { ...prompt, versions: versions.map(({ text: _, ...known }) => known) } }
}
