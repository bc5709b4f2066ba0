/** How topics, groups and transactional ids of one log are named on a cluster that others use as well. */
import { TOPICS, type Topic } from '../../domain/events.ts'

export class Names {
  readonly prefix: string
  readonly #stem: string
  readonly #topics: Map<string, Topic>

  constructor(prefix: string = 'postbuch.') {
    this.prefix = prefix
    this.#stem = prefix.replace(/[.-]$/, '')
    this.#topics = new Map(TOPICS.map(topic => [prefix + topic, topic]))
  }

  /** `postbuch.emails` */
  topic(topic: Topic): string {
    return this.prefix + topic
  }

  /** The topic behind a name on the cluster; undefined for another's. */
  ours(name: string): Topic | undefined {
    return this.#topics.get(name)
  }

  /** `postbuch-emails`: of a group, or of a transactional id. */
  id(name: string): string {
    return this.#stem === '' ? name : `${this.#stem}-${name}`
  }

  /** The inverse of `id`; undefined for another's. */
  withoutStem(id: string): string | undefined {
    if (this.#stem === '') return id
    return id.startsWith(`${this.#stem}-`) ? id.slice(this.#stem.length + 1) : undefined
  }
}
