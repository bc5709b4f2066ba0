/** Reads letters in pictures with Tesseract and its German model, both from npm: nothing is downloaded. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { gunzipSync, inflateSync } from 'node:zlib'
import { type Grey, resized } from './resize.ts'
import type { Jobs, Recognised } from './types.ts'
import { vote } from './vote.ts'

/** What is used of Tesseract's core, which comes without types. */
interface Tesseract {
  FS: { writeFile(path: string, data: Uint8Array): void }
  TessBaseAPI: new () => {
    Init(path: null, language: string, engine: number, config: null): number
    SetVariable(name: string, value: string): boolean
    /** 0 if the picture could be read; orientation as in EXIF, angle in radians. */
    SetImageFile(orientation: number, angle: number): number
    Recognize(monitor: null): number
    GetUTF8Text(): string
    MeanTextConf(): number
  }
}
type Engine = { core: Tesseract; api: InstanceType<Tesseract['TessBaseAPI']> }

/** Part of the language, but not of the types of ES2024. */
const { WebAssembly } = globalThis as unknown as { WebAssembly: { validate(bytes: Uint8Array): boolean } }
const require = createRequire(import.meta.url)
const LSTM_ONLY = 1
/** The page as one block, so that the columns of a table stay in their lines. */
const SINGLE_BLOCK = '6'

/** Sizes of the second and third reading. */
const SCALES = [0.9, 0.82] as const

/** Kept for the next picture: loading it takes a third of a second. */
let engine: Promise<Engine> | undefined

/** The text of a picture: read twice where it has figures, and a third time where the two differ. */
export async function run({ picture }: Jobs['ocr']['job']): Promise<Recognised> {
  engine ??= load()
  const loaded = await engine
  const { width, height, deflated } = picture
  const grey = { width, height, pixels: inflateSync(deflated) }
  const first = recognise(loaded, grey)
  if (!/\d/.test(first.text)) return { ...first, doubtful: 0 }
  const second = recognise(loaded, resized(grey, SCALES[0]))
  const two = vote([first.text, second.text])
  if (two.doubtful === 0) return { ...first, ...two }
  const third = recognise(loaded, resized(grey, SCALES[1]))
  return { ...first, ...vote([first.text, second.text, third.text]) }
}

function recognise({ core, api }: Engine, { width, height, pixels }: Grey): { text: string; confidence: number } {
  core.FS.writeFile('/input', Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]))
  if (api.SetImageFile(1, 0) !== 0) throw new Error('Tesseract does not take the picture')
  api.Recognize(null)
  return { text: api.GetUTF8Text().trimEnd(), confidence: api.MeanTextConf() }
}

async function load(): Promise<Engine> {
  const name = await variant()
  const wasmBinary = await readFile(require.resolve(`${name}.wasm`))
  const core: Tesseract = await require(`${name}.js`)({
    wasmBinary,
    TesseractProgress: () => {},
    print: () => {},
    printErr: () => {},
  })
  const model = await readFile(require.resolve('@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz'))
  core.FS.writeFile('./deu.traineddata', gunzipSync(model))
  const api = new core.TessBaseAPI()
  if (api.Init(null, 'deu', LSTM_ONLY, null) !== 0) throw new Error('Tesseract does not take its German model')
  api.SetVariable('tessedit_pageseg_mode', SINGLE_BLOCK)
  api.SetVariable('preserve_interword_spaces', '1')
  api.SetVariable('user_defined_dpi', '150')
  return { core, api }
}

/** The fastest build that this processor can run. */
async function variant(): Promise<string> {
  for (const kind of ['relaxedsimd-', 'simd-']) {
    const name = `tesseract.js-core/tesseract-core-${kind}lstm`
    if (WebAssembly.validate(await readFile(require.resolve(`${name}.wasm`)))) return name
  }
  return 'tesseract.js-core/tesseract-core-lstm'
}
