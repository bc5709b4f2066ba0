/** Father and son of one name, where the registry itself says who is who. */
import { expect, test } from 'vitest'
import { MemoryInquiryLookup } from '../../../src/domain/matching/memory-lookup.ts'
import { decideOn } from './deciding.ts'
import { type Person, registryOf } from './trap.ts'

const lookup = (...people: Person[]) =>
  new MemoryInquiryLookup(
    registryOf(
      Object.fromEntries(people.map((person, n) => [`c${n}`, person])),
      { strom: ['Uferstrom GmbH', 'service@uferstrom.example'] },
      people.map((_, n) => [`c${n}`, `c${n}`, 'strom']),
    ),
  )
const SENIOR: Person = ['Werner', 'Osterkamp sen.', null, '26-1101', null]
const JUNIOR: Person = ['Werner', 'Osterkamp jun.', null, '26-1102', null]
const PLAIN: Person = ['Werner', 'Osterkamp', null, '26-1101', null]

async function reached(people: Person[], who: string, subject = 'Forderung') {
  const text = `Guten Tag,\n\nunsere Forderung gegen Herrn ${who} beträgt 120,00 EUR.\n\nUferstrom GmbH`
  const decided = await decideOn(lookup(...people), {
    from: ['Uferstrom', 'service@uferstrom.example'],
    subject,
    text,
  })
  return decided.reached
}

test.each([
  [[SENIOR, JUNIOR], 'Werner Osterkamp sen.', 'auto c0'],
  [[SENIOR, JUNIOR], 'Werner Osterkamp junior', 'auto c1'],
  [[SENIOR, JUNIOR], 'Werner Osterkamp', 'review'],
  [[PLAIN, JUNIOR], 'Werner Osterkamp jun.', 'auto c1'],
  [[PLAIN, JUNIOR], 'Werner Osterkamp senior', 'auto c0'],
  [[PLAIN, JUNIOR], 'Werner Osterkamp', 'review'],
  [[PLAIN, JUNIOR], 'Werner Osterkamp und Werner Osterkamp jun.', 'review'],
  [[SENIOR, JUNIOR], 'Werner Osterkamp sen. und Werner Osterkamp', 'review'],
  [[JUNIOR], 'Werner Osterkamp jun.', 'auto c0'],
  [[JUNIOR], 'Werner Osterkamp', 'auto c0'],
  [[JUNIOR], 'Werner Osterkamp sen.', 'review'],
] as [Person[], string, string][])('%# %s: %s', async (people, who, match) =>
  expect(await reached(people, who)).toBe(match),
)

test('the number decides though a name in the registry has the word behind it', async () => {
  expect(await reached([PLAIN, JUNIOR], 'Werner Osterkamp jun.', 'Ihr Zeichen 26-1102')).toBe('auto c1')
  expect(await reached([SENIOR, JUNIOR], 'Osterkamp', 'Ihr Zeichen 26-1102')).toBe('auto c1')
})
