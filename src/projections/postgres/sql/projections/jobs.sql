-- Projection `jobs`, version 1: one job an e-mail, its timeline, reviews and the requests made about it.
-- Runs with the search path on a new, empty schema (jobs_v1_g<generation>). Times are milliseconds since 1970,
-- amounts are integer euro cents. Columns may come from either topic in any order, so all but keys may be null.

-- The status of a job: one pure function of all its columns. See DESIGN.md, "Statuses of a job".
create function job_status(stage text, retry_pending boolean, answer_keys text[], answers jsonb)
  returns text language sql immutable parallel safe
return case
  when retry_pending and stage in ('review', 'not_creditor_reply', 'no_match', 'dismissed', 'failed', 'waiting') then 'queued'
  when stage is null or stage = 'waiting' then 'queued'
  when stage = 'matched' and coalesce(answers, '{}') ?& answer_keys then 'completed'
  when stage in ('processing', 'matched', 'revoked') then 'processing'
  else stage
end;

-- When the job came to its end: the last answer of its debts, or the decision that closed it. Null while it is open.
create function job_completed_at(status text, stage_at bigint, answer_keys text[], answers jsonb)
  returns bigint language sql immutable parallel safe
return case
  when status = 'completed' then greatest(stage_at, (select max((answers -> key ->> 'at')::bigint) from unnest(answer_keys) as key))
  when status in ('not_creditor_reply', 'no_match', 'dismissed', 'failed') then stage_at
end;

-- Attempts that were scheduled again, and retries that people asked for and got.
create function job_retry_count(retries jsonb, refusals jsonb)
  returns integer language sql immutable parallel safe
return (select count(*)::integer from jsonb_object_keys(coalesce(retries, '{}')) as id where not coalesce(refusals, '{}') ? id);

create table jobs (
  email_id text collate "C" primary key,
  -- EmailReceived, once: the first content stands
  received_at bigint, accepted_at bigint, account text, webhook_id text, ticket_id text,
  subject text, from_email text, from_name text, to_email text, attachments jsonb,
  -- decisions and requests of the topic emails
  stage text, stage_at bigint, started_at bigint, attempt integer, started_for text,
  next_attempt_at bigint, error jsonb, retry_request text, retry_requested_at bigint, refused_request text,
  retries jsonb, refusals jsonb,
  intent text, is_creditor_reply boolean, summary text, confidence double precision, extractor text, flags jsonb,
  stated_amount_cents bigint, stated_client_name text, stated_creditor_name text, stated_references jsonb,
  review_id text collate "C", match_id text collate "C", answer_keys text[], assignments jsonb, client_ids text[], client_name text,
  creditor_name text, score double precision, margin double precision, evidence jsonb, decided_by text, decision_reason text,
  -- the topic debts
  answers jsonb,
  -- what follows from all of them
  status text generated always as (
    job_status(stage,
      retry_request is not null and retry_request is distinct from started_for and retry_request is distinct from refused_request,
      answer_keys, answers)
  ) stored,
  retry_count integer generated always as (job_retry_count(retries, refusals)) stored
);
create index on jobs (received_at desc, email_id desc);
create index on jobs (status, received_at desc, email_id desc);
create index on jobs using gin (client_ids);
create index on jobs using gin ((
  coalesce(subject, '') || ' ' || coalesce(from_name, '') || ' ' || coalesce(from_email, '') || ' ' || coalesce(client_name, '')
  || ' ' || coalesce(creditor_name, '') || ' ' || coalesce(ticket_id, '')
) public.gin_trgm_ops);

create table timeline (
  email_id text collate "C", event_id text collate "C",
  at bigint, type text, source text, causation_id text collate "C", topic text collate "C", log_partition integer, log_offset bigint, details jsonb,
  primary key (email_id, event_id)
);

create table reviews (
  review_id text collate "C" primary key,
  requested_at bigint, email_id text collate "C", reason text, proposals jsonb, candidates jsonb, score double precision,
  margin double precision, client_name text, aktenzeichen text, creditor_name text
);
create index on reviews (requested_at, review_id);

-- What people asked for; its answer is the entry of the timeline that it caused.
create table requests (
  request_id text collate "C" primary key,
  requested_at bigint, email_id text collate "C", type text, requested_by text, review_id text collate "C", answer jsonb, reason text
);
create index on requests (review_id) where review_id is not null;
