-- Mailing lists that mail has shown. A list is the first 64 bits of a keyed hash of its address,
-- under a key that no other table uses; what it calls itself and where its archive is are in clear.
CREATE TABLE mailing_list (
  organisation integer NOT NULL,
  list         bigint NOT NULL,
  -- A checksum of the address, by which most addresses are known to be no list.
  spelling     integer NOT NULL,
  name         text NOT NULL,
  archive      text,
  -- On how many days it was shown.
  days         integer NOT NULL,
  last         timestamptz NOT NULL,
  PRIMARY KEY (organisation, list)
) WITH (fillfactor = 90);

-- Counts the lists, and the changes by which there are more or fewer.
CREATE TABLE mailing_list_state (
  organisation integer PRIMARY KEY,
  changes      bigint NOT NULL,
  lists        integer NOT NULL
);
