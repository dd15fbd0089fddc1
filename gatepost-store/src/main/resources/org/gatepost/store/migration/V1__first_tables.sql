-- Octets of messages, sealed, in rows of equal size. Addresses are in clear, what people wrote is not.
CREATE TABLE content (
  id          uuid PRIMARY KEY,
  size        bigint NOT NULL CHECK (size >= 0),
  sealed_size bigint NOT NULL CHECK (sealed_size >= 0),
  chunk_size  integer NOT NULL CHECK (chunk_size > 0),
  stored_at   timestamptz NOT NULL
);

CREATE TABLE content_chunk (
  content uuid NOT NULL REFERENCES content ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ordinal integer NOT NULL CHECK (ordinal >= 0),
  octets  bytea NOT NULL,
  PRIMARY KEY (content, ordinal)
);
-- Sealed octets do not compress.
ALTER TABLE content_chunk ALTER COLUMN octets SET STORAGE EXTERNAL;

-- Proves that the key file in use is the one that the rows were written with.
CREATE TABLE key_check (
  id     uuid PRIMARY KEY,
  sealed bytea NOT NULL
);

-- A held message. What it says and what was found in it is in details, sealed.
CREATE TABLE hold (
  id            uuid PRIMARY KEY,
  state         text NOT NULL CHECK (state IN ('held', 'released', 'changed', 'cancelled', 'expired')),
  awaiting      text NOT NULL,
  owner         text,
  owner_person  text,
  join_key      bytea NOT NULL,
  reverse_path  text NOT NULL,
  eight_bit     boolean NOT NULL,
  smtp_utf8     boolean NOT NULL,
  declared_size bigint,
  ret           text,
  envelope_id   text,
  message_id    text,
  size          bigint NOT NULL,
  content       uuid NOT NULL,
  rule          text NOT NULL,
  offers        text[] NOT NULL,
  details       bytea NOT NULL,
  held_at       timestamptz NOT NULL,
  due_at        timestamptz NOT NULL,
  replaces      uuid,
  asked_by      text,
  asked_because bytea,
  resolved_at   timestamptz,
  resolved_by   text,
  action        text,
  reason        bytea,
  CHECK ((state = 'held') = (resolved_at IS NULL)),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL AND action IS NULL))
);
-- However many transactions of a message arrive at once, one hold waits.
CREATE UNIQUE INDEX hold_join ON hold (join_key) WHERE state = 'held';
CREATE INDEX hold_by_key ON hold (join_key, id);
CREATE INDEX hold_due ON hold (due_at) WHERE state = 'held';
CREATE INDEX hold_owner ON hold (owner_person, held_at DESC);
CREATE INDEX hold_waiting ON hold (held_at) WHERE state = 'held';
CREATE INDEX hold_ended ON hold (resolved_at) WHERE state <> 'held';
CREATE INDEX hold_content ON hold (content);

CREATE TABLE hold_recipient (
  hold               uuid NOT NULL REFERENCES hold ON DELETE CASCADE,
  ordinal            integer NOT NULL,
  address            text NOT NULL,
  notify_on          text,
  original_recipient text,
  PRIMARY KEY (hold, ordinal),
  UNIQUE (hold, address)
);

-- Whom the transactions of one message covered, held or free: nobody is taken twice.
CREATE TABLE covered (
  join_key bytea NOT NULL,
  address  text NOT NULL,
  hold     uuid NOT NULL REFERENCES hold ON DELETE CASCADE,
  PRIMARY KEY (join_key, address)
);
CREATE INDEX covered_hold ON covered (hold);

-- What is owed to the next hop. A recipient that is neither sent nor failed shares its delivery's state.
CREATE TABLE delivery (
  id            uuid PRIMARY KEY,
  hold          uuid,
  kind          text NOT NULL,
  reverse_path  text NOT NULL,
  eight_bit     boolean NOT NULL,
  smtp_utf8     boolean NOT NULL,
  declared_size bigint,
  ret           text,
  envelope_id   text,
  content       uuid NOT NULL,
  created_at    timestamptz NOT NULL,
  state         text NOT NULL CHECK (state IN ('queued', 'leased', 'sending', 'done')),
  due_at        timestamptz NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  worker        text,
  lease_for     bigint,
  lease_ends    timestamptz,
  settled_at    timestamptz,
  CHECK ((state IN ('leased', 'sending')) = (worker IS NOT NULL)),
  CHECK ((worker IS NULL) = (lease_ends IS NULL))
);
CREATE INDEX delivery_due ON delivery (due_at) WHERE state = 'queued';
CREATE INDEX delivery_leased ON delivery (lease_ends) WHERE state IN ('leased', 'sending');
CREATE INDEX delivery_hold ON delivery (hold);
CREATE INDEX delivery_content ON delivery (content);
CREATE INDEX delivery_done ON delivery (settled_at) WHERE state = 'done';

CREATE TABLE delivery_recipient (
  delivery           uuid NOT NULL REFERENCES delivery ON DELETE CASCADE,
  ordinal            integer NOT NULL,
  address            text NOT NULL,
  notify_on          text,
  original_recipient text,
  outcome            text CHECK (outcome IN ('sent', 'failed')),
  reply              text NOT NULL DEFAULT '',
  in_doubt           boolean NOT NULL DEFAULT false,
  settled_at         timestamptz,
  PRIMARY KEY (delivery, ordinal),
  UNIQUE (delivery, address),
  CHECK ((outcome IS NULL) = (settled_at IS NULL))
);

-- A row for every judged message.
CREATE TABLE audit (
  id                   uuid PRIMARY KEY,
  at                   timestamptz NOT NULL,
  trace                text NOT NULL,
  client               text NOT NULL,
  authenticated        text,
  authenticated_person text,
  sender               text NOT NULL,
  sender_person        text,
  message_id           text,
  size                 bigint NOT NULL,
  policy               text NOT NULL,
  verdict              text NOT NULL,
  intent               text NOT NULL,
  hold                 uuid,
  reasons              bytea NOT NULL,
  outcome              text,
  reply                text NOT NULL DEFAULT ''
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_authenticated ON audit (authenticated_person, id) WHERE authenticated_person IS NOT NULL;
CREATE INDEX audit_sender ON audit (sender_person, id) WHERE sender_person IS NOT NULL;
CREATE INDEX audit_message_id ON audit USING hash (message_id);

CREATE TABLE audit_recipient (
  audit    uuid NOT NULL REFERENCES audit ON DELETE CASCADE,
  ordinal  integer NOT NULL,
  address  text NOT NULL,
  place    text NOT NULL,
  decision text NOT NULL,
  rule     text NOT NULL,
  PRIMARY KEY (audit, ordinal)
);

-- Trial mode's outbox.
CREATE TABLE outbox (
  id            uuid PRIMARY KEY,
  sender        text NOT NULL,
  sender_person text,
  subject       bytea NOT NULL,
  size          bigint NOT NULL,
  content       uuid NOT NULL,
  kept_at       timestamptz NOT NULL
);
CREATE INDEX outbox_kept ON outbox (kept_at);
CREATE INDEX outbox_content ON outbox (content);

CREATE TABLE outbox_recipient (
  outbox  uuid NOT NULL REFERENCES outbox ON DELETE CASCADE,
  ordinal integer NOT NULL,
  address text NOT NULL,
  PRIMARY KEY (outbox, ordinal)
);

CREATE TABLE account (
  id                   uuid PRIMARY KEY,
  login                text NOT NULL,
  login_key            text NOT NULL UNIQUE,
  name                 text NOT NULL,
  roles                text[] NOT NULL,
  password_hash        text NOT NULL,
  must_change_password boolean NOT NULL,
  active               boolean NOT NULL
);

CREATE TABLE app_password (
  id         uuid PRIMARY KEY,
  account    uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  label      text NOT NULL,
  salt       bytea NOT NULL,
  iterations integer NOT NULL,
  stored_key bytea NOT NULL,
  server_key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_used  timestamptz
);
CREATE INDEX app_password_account ON app_password (account);

-- Who looked at whose mail.
CREATE TABLE look (
  id       uuid PRIMARY KEY,
  at       timestamptz NOT NULL,
  person   text NOT NULL,
  address  text NOT NULL,
  kind     text NOT NULL,
  subject  uuid NOT NULL,
  content  boolean NOT NULL,
  reason   bytea NOT NULL
);
CREATE INDEX look_subject ON look (subject, id);
CREATE INDEX look_person ON look (person, id);
