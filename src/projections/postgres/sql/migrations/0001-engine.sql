-- The projection engine's own tables, in schema postbuch. Times are milliseconds since 1970.
create extension if not exists pg_trgm with schema public;

-- One row a projection. `active_schema` is the pointer that readers follow: a rebuild fills a schema of its own and
-- then changes this row. `generation` numbers the builds; a writer of an older one writes nothing.
create table postbuch.projections (
  name text primary key,
  version integer not null,
  generation integer not null,
  active_schema text not null,
  desired text not null default 'running' check (desired in ('running', 'paused')),
  cluster_id text not null,
  updated_at timestamptz not null default now()
);

-- Every build of a projection's tables, the active one included.
create table postbuch.builds (
  projection text not null,
  generation integer not null,
  version integer not null,
  schema_name text not null,
  cluster_id text not null,
  started_at timestamptz not null default now(),
  primary key (projection, generation)
);

-- The checkpoint: offset of the next record, moved in the transaction that writes the rows, by compare-and-set.
create table postbuch.positions (
  projection text not null,
  generation integer not null,
  topic text not null,
  partition integer not null,
  position bigint not null,
  state text not null default 'new' check (state in ('new', 'catching-up', 'live', 'failed')),
  failure jsonb,
  updated_at timestamptz not null default now(),
  primary key (projection, generation, topic, partition)
);

-- Keys that wait because one of their events could not be applied.
create table postbuch.parked (
  projection text not null,
  generation integer not null,
  topic text not null,
  partition integer not null,
  key text not null,
  first_offset bigint not null,
  failure jsonb not null,
  parked_at bigint not null,
  primary key (projection, generation, topic, partition, key)
);
