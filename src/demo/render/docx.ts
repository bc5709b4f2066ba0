/** Pages as a Word document: a paragraph a line, lines with columns (runs of spaces or tabs) as rows of a table. */
import { Document, Packer, PageBreak, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'

const COLUMNS = /\t+| {3,}/

export async function docx(pages: readonly string[]): Promise<Buffer> {
  const children = pages.flatMap((page, index) => [
    ...(index > 0 ? [new Paragraph({ children: [new PageBreak()] })] : []),
    ...blocks(page.split('\n')),
  ])
  return Packer.toBuffer(new Document({ creator: 'Postbuch', sections: [{ children }] }))
}

function blocks(lines: readonly string[]): (Paragraph | Table)[] {
  const result: (Paragraph | Table)[] = []
  let rows: string[][] = []
  const flush = () => {
    // A single line with a gap is a line with a gap, not a table.
    if (rows.length === 1) result.push(paragraph(rows[0]!.join('   ')))
    else if (rows.length > 1) result.push(table(rows))
    rows = []
  }
  for (const line of lines) {
    const cells = line.trim().split(COLUMNS)
    if (cells.length > 1) rows.push(cells)
    else {
      flush()
      result.push(paragraph(line))
    }
  }
  flush()
  return result
}

const paragraph = (text: string) => new Paragraph({ children: [new TextRun(text)] })

function table(rows: readonly string[][]): Table {
  const columns = Math.max(...rows.map(row => row.length))
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      row =>
        new TableRow({
          children: Array.from({ length: columns }, (_, i) => new TableCell({ children: [paragraph(row[i] ?? '')] })),
        }),
    ),
  })
}
