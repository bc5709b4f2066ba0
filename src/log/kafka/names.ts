/** How topics of one log are named on a cluster that others use as well; groups and transactional ids are as given. */
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

  /** Whether a group has this log's name: `postbuch-emails` with prefix `postbuch.`. Groups are named by those who join. */
  named(group: string): boolean {
    return this.#stem === '' || group.startsWith(`${this.#stem}-`)
  }
}
