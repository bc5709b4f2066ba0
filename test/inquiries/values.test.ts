import { expect, test } from 'vitest'
import { cents, day, moment } from '../../src/inquiries/values.ts'

test.each([
  ['1.234,56', 123456],
  ['1.234,56 €', 123456],
  ['EUR 1.234', 123400],
  ['1234,5', 123450],
  ['450.00', 45000],
  ['1,234.56', 123456],
  ['12.345.678,90', 1234567890],
  ["1'234,56", 123456],
  ['50,-- Euro', 5000],
  ['0', 0],
  [450, 45000],
  [12.5, 1250],
])('%s is %i cents', (text, expected) => {
  expect(cents(text)).toBe(expected)
})

test.each(['', 'abc', '1,2345', '-5,00', '1.23.45', '12,345', 12.345, 1.234, 1e21, '9999999999,00'])(
  '%s is no amount',
  text => {
    expect(() => cents(text)).toThrow(/amount|more than/)
  },
)

test('days', () => {
  expect(day('1.2.1980')).toBe('1980-02-01')
  expect(day('1980-02-01')).toBe('1980-02-01')
  for (const wrong of ['31.02.2024', '2024-13-01', '01.02.80', 'gestern', '']) expect(() => day(wrong)).toThrow('date')
})

test('moments: with a zone, and German local time in winter and summer', () => {
  const at = (text: string) => new Date(moment(text)).toISOString()
  expect(at('2025-10-20T09:30:10Z')).toBe('2025-10-20T09:30:10.000Z')
  expect(at('2025-10-20T09:30:10+02:00')).toBe('2025-10-20T07:30:10.000Z')
  expect(at('20.10.2025 09:30')).toBe('2025-10-20T07:30:00.000Z')
  expect(at('20.01.2025, 09:30 Uhr')).toBe('2025-01-20T08:30:00.000Z')
  expect(at('2025-01-20')).toBe('2025-01-19T23:00:00.000Z')
  for (const wrong of ['20.10.2025 25:00', '2025-10-20T', 'bald']) expect(() => moment(wrong)).toThrow(/time|date/)
})
