-- Projection `operations`, version 1: reports of the consistency checks, rebuilds, digests, and the dead letters.

create table reports (
  report text collate "C" primary key,
  trigger text, status text, checked integer, mismatches integer, repaired integer, failed integer, finished_at bigint
);
create index on reports (finished_at desc);

create table activities (
  event_id text collate "C" primary key,
  type text, job text, at bigint, details jsonb
);
create index on activities (at desc);

create table letters (
  consumer text collate "C", topic text collate "C", log_partition integer, log_offset bigint,
  subject text, failure jsonb, parked_at bigint, outcome text, outcome_by text, outcome_at bigint, outcome_reason text,
  primary key (consumer, topic, log_partition, log_offset)
);
