-- What is being rebuilt just now and how far it is: written once a second by the process that does it, beside its
-- transaction; a row that is older is of a process that was killed. `cancel` asks that process to stop.
create table postbuch.rebuilds (
  projection text primary key,
  events bigint not null,
  total bigint not null,
  started_at bigint not null,
  seen_at timestamptz not null default now(),
  cancel boolean not null default false
);
