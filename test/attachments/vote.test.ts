import { expect, test } from 'vitest'
import { vote } from '../../src/attachments/read/vote.ts'

const good = 'Stadtkasse\n\nMahngebühren   70,50\nBußgeld   118,50\nGesamt   1.093,60 EUR'

test('readings that agree are the first', () => {
  expect(vote([good, good])).toEqual({ text: good, doubtful: 0 })
  expect(vote([good, good.replace('Stadt', 'Stat').replace('70,50', '70.50')])).toEqual({ text: good, doubtful: 0 })
})

test('two against one', () => {
  const bad = good.replace('70,50', '70750')
  expect(vote([bad, good, good]).text).toBe(good)
  expect(vote([good, bad, good])).toEqual({ text: good, doubtful: 0 })
  expect(vote([bad, good, good.replace('118,50', '118 50')]).text).toBe(good)
})

test('lines that no two readings agree on are counted', () => {
  expect(vote([good, good.replace('70,50', '70750')]).doubtful).toBe(1)
  expect(vote([good.replace('70,50', '1'), good.replace('70,50', '2'), good.replace('70,50', '3')]).doubtful).toBe(1)
})

test('lines that one reading splits, joins or lacks are found again', () => {
  const gaps = `Kopf\n\n${good.replace('Bußgeld', '\nBußgeld')}\nFuß`
  expect(vote([good, gaps])).toEqual({ text: good, doubtful: 0 })
  expect(vote([good, good.replace('Bußgeld   118,50\n', '')]).doubtful).toBe(1)
  expect(vote([good, ''])).toMatchObject({ doubtful: 3 })
  expect(vote(['', good])).toEqual({ text: '', doubtful: 0 })
})
