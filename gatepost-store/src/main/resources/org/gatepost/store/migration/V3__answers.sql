-- What senders answered when they were asked about a recipient. Sender and person are the first 64
-- bits of keyed hashes of their addresses, under a key that no other table uses: they can be found
-- by whoever has the key file and an address, and joined with nothing.

-- The sender was asked about this person, for this kind of doubt, and sent the message.
CREATE TABLE answer_meant (
  organisation integer NOT NULL,
  sender       bigint NOT NULL,
  person       bigint NOT NULL,
  kind         text NOT NULL,
  -- When it last made a question unnecessary, to the day.
  used         timestamptz NOT NULL,
  PRIMARY KEY (organisation, sender, person, kind)
) WITH (fillfactor = 90);
CREATE INDEX answer_meant_person ON answer_meant (organisation, person);

-- Somebody took the address that was offered in place of this one.
CREATE TABLE answer_mistake (
  organisation integer NOT NULL,
  person       bigint NOT NULL,
  -- When it last stopped a message, to the day.
  used         timestamptz NOT NULL,
  PRIMARY KEY (organisation, person)
) WITH (fillfactor = 90);

-- Counts the changes of answer_mistake, so that whoever keeps a copy knows when it is old.
CREATE TABLE answer_change (
  organisation integer PRIMARY KEY,
  changes      bigint NOT NULL
);
