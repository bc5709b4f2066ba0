-- Projection `prompts`, version 1: every version of every prompt. The first content of a version stands.

create table prompts (
  name text collate "C", version integer,
  text text, model text, published_by text, note text, published_at bigint, event_id text collate "C",
  primary key (name, version)
);
