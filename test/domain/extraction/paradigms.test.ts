/** What is read must not depend on which form of a verb a writer takes. */
import { expect, test } from 'vitest'
import { extract } from '../../../src/domain/extraction/extract.ts'
import { letterOf } from './mail.ts'
import { PARADIGMS } from './paradigms.ts'

test.each(PARADIGMS)('%s', (text, intent) => {
  expect(extract(letterOf(text)).intent).toBe(intent)
})
