-- Projection `inquiries`, version 2: the registry that matching asks. Normalised columns are made by
-- src/domain/matching/normalise.ts, so that a mail is asked for in the same spelling. Times are milliseconds since 1970.

create table inquiries (
  inquiry_id text collate "C" primary key,
  client_id text collate "C", client_name text, client_first_name text, client_last_name text, client_birth_date text collate "C",
  aktenzeichen text, client_address text, creditor_id text, creditor_name text, creditor_email text,
  creditor_references jsonb, expected_amount_cents bigint, sent_at bigint,
  withdrawn_at bigint, withdrawn_reason text,
  -- for searching
  aktenzeichen_norm text collate "C", reference_norms text[], email_norm text collate "C", email_domain text collate "C",
  name_folded text collate "C", last_name_code text collate "C", creditor_folded text
);
-- Matching looks for what is not withdrawn, the newest first, and mostly needs no more than an index holds.
create index on inquiries (aktenzeichen_norm, sent_at desc, inquiry_id) where withdrawn_at is null;
create index on inquiries using gin (reference_norms) with (fastupdate = off);
create index on inquiries (client_id, sent_at desc, inquiry_id) where withdrawn_at is null;
create index on inquiries (email_norm, sent_at desc, inquiry_id) where withdrawn_at is null;
create index on inquiries (email_domain, sent_at desc, inquiry_id) include (email_norm) where withdrawn_at is null;
create index on inquiries (email_domain, last_name_code) where withdrawn_at is null;
create index on inquiries (email_domain, name_folded) where withdrawn_at is null;
create index on inquiries (name_folded, sent_at desc, inquiry_id) include (last_name_code) where withdrawn_at is null;
create index on inquiries (client_birth_date, sent_at desc, inquiry_id) where withdrawn_at is null;
create index on inquiries (creditor_folded, sent_at desc, inquiry_id) where withdrawn_at is null;

-- References that a match taught us, from the topic emails; a revocation removes them.
create table learnt_references (
  inquiry_id text collate "C", match_id text collate "C",
  client_id text collate "C", raw text[], norms text[], learnt_at bigint,
  primary key (inquiry_id, match_id)
);
create index on learnt_references using gin (norms) with (fastupdate = off);

-- The distinct names of the registry: likeness is judged over these, in memory, not over every inquiry.
create table person_names (name text collate "C", last_name_code text collate "C", primary key (name, last_name_code));
create table creditor_names (name text collate "C" primary key);

-- How common a name is: one row for each spelling of a client's name, so that counting rows counts clients.
create table client_names (client_id text collate "C", last_name text collate "C", first_name text collate "C", primary key (client_id, last_name, first_name));
