-- Raised when a parked key is let go: a runner that still has it parked in memory is superseded, and reads again.
alter table postbuch.positions add column epoch integer not null default 0;
