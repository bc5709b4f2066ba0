/**
 * Names of people who do not exist, as common and as rare as in Germany: the most common last name is borne by about one
 * in a hundred, the first hundred by a fifth, the rest spreads over tens of thousands.
 */
import type { Random } from '../../chaos/random.ts'

const LAST =
  'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Kaya Demir Nowak Kowalski'.split(
    ' ',
  )
const FIRST =
  'Thomas Michael Andreas Stefan Christian Peter Klaus Martin Frank Jürgen Alexander Daniel Markus Sabine Susanne Petra Andrea Claudia Monika Birgit Nicole Julia Anna Katharina Stefanie Ursula Renate Karin Maria Christina Sebastian Jan Tobias Florian Matthias Ralf Uwe Wolfgang Hans Dieter Helmut Werner Gerhard Heike Anja Sandra Melanie Katrin Silke Martina Angelika Gabriele Brigitte Barbara Mehmet Ayşe Fatma Ali Mustafa Piotr Agnieszka Elena Olga Sergej Dmitri Marie Sophie Lukas Leon Jonas Paul Lena Laura Lea Emma Mia Felix Maximilian Jörg Björn Günter Käthe René André Zoë'.split(
    ' ',
  )
const HEADS =
  'Alten Berg Birken Brand Buch Dorn Eber Eich Erlen Falken Feld Föhren Geiß Grün Hagen Hasel Heiden Hirsch Hohen Kalten Kirch Königs Krumm Lichten Linden Loh Mahl Mittel Neu Ober Ochsen Otten Rabe Reh Reiter Rosen Sand Schön Stark Stein Tann Unter Vogel Wald Weiden Wind Wolf Zell'.split(
    ' ',
  )
const MIDDLES = ['', 'el', 'er', 'in', 'en', 'ing', 'ol', 'ur', 'all', 'isch', 'auf', 'örn']
const TAILS =
  'bauer berger burg dorfer eck egger felder fels gruber hagen haus heimer hofer holz huber kamp kötter land leitner lohe mann meier mayr moser müller ner reich rieder schmidt sperger stätter stein thaler wald wanger weger weiler wieser winkler'.split(
    ' ',
  )
/** Share of people who bear one of the common names. */
const COMMON = 0.22

export interface PersonName {
  first: string
  last: string
}

export function nameSource(random: Random): () => PersonName {
  const common = byRank(LAST, 0.5, random)
  const first = byRank(FIRST, 0.55, random)
  const rare = () => {
    // Some rare names are less rare: the square draws the first heads and tails more often.
    const some = <T>(from: readonly T[]) => from[Math.floor(random.next() ** 2 * from.length)]!
    return `${some(HEADS)}${some(MIDDLES)}${some(TAILS)}`
  }
  const simple = () => (random.next() < COMMON ? common() : rare())
  return () => {
    const double = random.next()
    const last = double < 0.02 ? `${simple()}-${simple()}` : double < 0.025 ? `von ${simple()}` : simple()
    return { first: random.next() < 0.06 ? `${first()} ${first()}` : first(), last }
  }
}

/** Draws by Zipf's law. */
function byRank<T>(items: readonly T[], exponent: number, random: Random): () => T {
  let total = 0
  const sums = items.map((_, rank) => (total += 1 / (rank + 1) ** exponent))
  return () => {
    const wanted = random.next() * total
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return items[low]!
  }
}
