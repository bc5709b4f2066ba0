-- Projection `debts`, version 1: one row a debt (= inquiry), and every version it has had. Amounts are integer euro
-- cents, times milliseconds since 1970.

create table debts (
  debt_id text collate "C" primary key,
  -- the topic inquiries
  client_name text, aktenzeichen text, creditor_name text, creditor_email text, expected_amount_cents bigint,
  sent_at bigint, inquiry_client_id text, withdrawn_at bigint,
  -- the topic debts
  client_id text collate "C", version integer, amount_cents bigint, previous_cents bigint, status text, response_text text,
  reference_numbers jsonb, response_received_at bigint, email_id text collate "C", match_id text collate "C", updated_at bigint,
  requested_creditor_name text, requested_client_name text, requested_at bigint
);
create index on debts ((coalesce(client_id, inquiry_client_id)), debt_id);
create index on debts ((coalesce(updated_at, 0)) desc, debt_id desc);

create table debt_versions (
  debt_id text collate "C", version integer,
  kind text, client_id text collate "C", amount_cents bigint, previous_cents bigint, status text, response_text text,
  reference_numbers jsonb, response_received_at bigint, email_id text collate "C", match_id text collate "C", reason text, at bigint, event_id text collate "C",
  primary key (debt_id, version)
);

-- Replies that changed nothing, because a newer one was there already.
create table ignored_replies (
  debt_id text collate "C", match_id text collate "C",
  email_id text collate "C", client_id text collate "C", reason text, at bigint,
  primary key (debt_id, match_id)
);
