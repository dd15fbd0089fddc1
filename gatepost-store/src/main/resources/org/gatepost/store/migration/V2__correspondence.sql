-- Who writes to whom, as mail has shown. Addresses and names are in clear, as elsewhere. A person is
-- the first 64 bits of a keyed hash of the address, and so are Message-IDs, subjects and case
-- references, of which nothing else is kept. Every key begins with the organisation.
-- There are no foreign keys: whoever writes holds the organisation's lock, see JdbcCorrespondence.

CREATE TABLE correspondent (
  organisation      integer NOT NULL,
  person            bigint NOT NULL,
  address           text NOT NULL,
  words             text[] NOT NULL,
  named             boolean NOT NULL,
  written_to        integer NOT NULL,
  wrote             integer NOT NULL,
  -- How many people inside wrote to them: relations to this person that were sent to.
  senders           integer NOT NULL,
  last_seen         timestamptz,
  last_wrote        timestamptz,
  -- What this person does as a sender.
  messages          integer NOT NULL,
  with_somebody_new integer NOT NULL,
  people            integer NOT NULL,
  PRIMARY KEY (organisation, person)
) WITH (fillfactor = 80);

-- Under which an address is found that is like another one: about one for each of its letters.
CREATE TABLE spelling (
  organisation integer NOT NULL,
  key          integer NOT NULL,
  person       bigint NOT NULL,
  PRIMARY KEY (organisation, key, person)
);

-- A count with the instant that it is decayed to: nothing is rewritten because time goes by.
CREATE TABLE relation (
  organisation    integer NOT NULL,
  sender          bigint NOT NULL,
  person          bigint NOT NULL,
  sent            integer NOT NULL,
  sent_lately     double precision NOT NULL,
  alone           integer NOT NULL,
  first_sent      timestamptz,
  last_sent       timestamptz,
  answered        integer NOT NULL,
  answered_lately double precision NOT NULL,
  last_answer     timestamptz,
  PRIMARY KEY (organisation, sender, person)
) WITH (fillfactor = 90);

-- The names under which a sender's contacts are looked for; ^ and how the address begins.
CREATE TABLE contact_name (
  organisation integer NOT NULL,
  sender       bigint NOT NULL,
  word         text NOT NULL,
  person       bigint NOT NULL,
  PRIMARY KEY (organisation, sender, word, person)
);

-- Sender 0 is anybody.
CREATE TABLE together (
  organisation integer NOT NULL,
  sender       bigint NOT NULL,
  one          bigint NOT NULL,
  other        bigint NOT NULL,
  times        integer NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, sender, one, other),
  CHECK (one < other)
) WITH (fillfactor = 90);

CREATE TABLE domain_use (
  organisation integer NOT NULL,
  sender       bigint NOT NULL,
  domain       text NOT NULL,
  times        integer NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, sender, domain)
) WITH (fillfactor = 80);

-- Who wrote from outside before anybody here had written to them.
CREATE TABLE stranger (
  organisation integer NOT NULL,
  person       bigint NOT NULL,
  unasked      integer NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, person)
);
CREATE INDEX stranger_last ON stranger (organisation, last);

-- That mail from outside is learned at all.
CREATE TABLE inbound (
  organisation integer PRIMARY KEY,
  first        timestamptz NOT NULL,
  last         timestamptz NOT NULL
);

-- A conversation, by the ids of its messages or by its subject.
CREATE TABLE talk (
  organisation integer NOT NULL,
  talk         bigint NOT NULL,
  outsiders    boolean NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, talk)
);

CREATE TABLE talk_person (
  organisation integer NOT NULL,
  talk         bigint NOT NULL,
  person       bigint NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, talk, person)
);

CREATE TABLE talk_author (
  organisation integer NOT NULL,
  talk         bigint NOT NULL,
  reader       bigint NOT NULL,
  author       bigint NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (organisation, talk, reader)
);

-- Which conversation a message belongs to.
CREATE TABLE talk_message (
  organisation integer NOT NULL,
  message      bigint NOT NULL,
  talk         bigint NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (organisation, message)
);

-- Somebody outside wrote to somebody else outside, in a conversation.
CREATE TABLE letter (
  organisation integer NOT NULL,
  talk         bigint NOT NULL,
  sender       bigint NOT NULL,
  person       bigint NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (organisation, talk, sender, person)
);
CREATE INDEX letter_at ON letter (organisation, at);

-- Two people outside who wrote to each other.
CREATE TABLE acquaintance (
  organisation integer NOT NULL,
  one          bigint NOT NULL,
  other        bigint NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, one, other),
  CHECK (one < other)
);

CREATE TABLE case_file (
  organisation integer NOT NULL,
  reference    bigint NOT NULL,
  messages     integer NOT NULL,
  complete     boolean NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, reference)
);

CREATE TABLE case_party (
  organisation integer NOT NULL,
  reference    bigint NOT NULL,
  person       bigint NOT NULL,
  written_to   integer NOT NULL,
  wrote        integer NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, reference, person)
);

-- Messages that were learned from: none counts twice.
CREATE TABLE learned_message (
  organisation integer NOT NULL,
  message      bigint NOT NULL,
  author       bigint NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (organisation, message, author)
);

-- That somebody was erased: when, on whose word, and by a keyed hash who.
CREATE TABLE erasure (
  organisation integer NOT NULL,
  id           uuid NOT NULL,
  at           timestamptz NOT NULL,
  by           text NOT NULL,
  person       bigint NOT NULL,
  things       bigint NOT NULL,
  PRIMARY KEY (organisation, id)
);
