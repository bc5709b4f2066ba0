/** Every version of every prompt. */
import { relational } from '../../engine/projection.ts'

export const prompts = relational({
  name: 'prompts',
  version: 1,
  topics: ['prompts'],
  tables: { prompts: { key: ['name', 'version'], createdBy: 'published_at' } },
  on: {
    PromptPublished: event => [
      {
        table: 'prompts',
        key: { name: event.subject, version: event.data.version },
        create: {
          text: event.data.text,
          model: event.data.model,
          published_by: event.data.by,
          note: event.data.note,
          published_at: event.time,
          event_id: event.id,
        },
      },
    ],
  },
})
