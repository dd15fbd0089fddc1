-- name: before relation
WITH gone AS (
  DELETE FROM relation
  WHERE organisation = :organisation
    AND coalesce(greatest(last_sent, last_answer), '-infinity') < :before
  RETURNING sender, person, sent
), names AS (
  DELETE FROM contact_name n USING gone
  WHERE n.organisation = :organisation AND n.sender = gone.sender AND n.person = gone.person
), counted AS (
  SELECT coalesce(s.person, p.person) AS person, coalesce(s.people, 0) AS people,
         coalesce(p.senders, 0) AS senders
  FROM (SELECT sender AS person, count(*) AS people FROM gone WHERE sent > 0 GROUP BY sender) s
  FULL JOIN (SELECT person, count(*) AS senders FROM gone WHERE sent > 0 GROUP BY person) p
         ON p.person = s.person
), fewer AS (
  UPDATE correspondent c
  SET people = c.people - counted.people, senders = c.senders - counted.senders
  FROM counted
  WHERE c.organisation = :organisation AND c.person = counted.person
)
SELECT count(*) FROM gone

-- name: before correspondent
WITH gone AS (
  DELETE FROM correspondent c
  WHERE c.organisation = :organisation
    AND coalesce(c.last_seen, '-infinity') < :before
    AND NOT EXISTS (SELECT FROM relation r
                    WHERE r.organisation = :organisation AND r.sender = c.person)
  RETURNING c.person
), spellings AS (
  DELETE FROM spelling s USING gone
  WHERE s.organisation = :organisation AND s.person = gone.person
)
SELECT count(*) FROM gone

-- name: before together
WITH gone AS (
  DELETE FROM together WHERE organisation = :organisation AND last < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: before domain_use
WITH gone AS (
  DELETE FROM domain_use WHERE organisation = :organisation AND last < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: before stranger
WITH gone AS (
  DELETE FROM stranger
  WHERE organisation = :organisation
    AND (last < :before
         OR last < (SELECT last FROM stranger
                    WHERE organisation = :organisation
                    ORDER BY last DESC
                    OFFSET :most_strangers LIMIT 1))
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: before inbound
WITH gone AS (
  DELETE FROM inbound WHERE organisation = :organisation AND last < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: before talk
WITH gone AS (
  DELETE FROM talk WHERE organisation = :organisation AND last < :before RETURNING talk
), people AS (
  DELETE FROM talk_person p USING gone WHERE p.organisation = :organisation AND p.talk = gone.talk
), authors AS (
  DELETE FROM talk_author a USING gone WHERE a.organisation = :organisation AND a.talk = gone.talk
)
SELECT count(*) FROM gone

-- name: before talk_message
WITH gone AS (
  DELETE FROM talk_message WHERE organisation = :organisation AND at < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: before letter
WITH gone AS (
  DELETE FROM letter
  WHERE organisation = :organisation
    AND (at < :before
         OR at < (SELECT at FROM letter
                  WHERE organisation = :organisation
                  ORDER BY at DESC
                  OFFSET :most_letters LIMIT 1))
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: before acquaintance
WITH gone AS (
  DELETE FROM acquaintance WHERE organisation = :organisation AND last < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: before case_file
WITH gone AS (
  DELETE FROM case_file WHERE organisation = :organisation AND last < :before RETURNING reference
), parties AS (
  DELETE FROM case_party p USING gone
  WHERE p.organisation = :organisation AND p.reference = gone.reference
)
SELECT count(*) FROM gone

-- name: before learned_message
WITH gone AS (
  DELETE FROM learned_message WHERE organisation = :organisation AND at < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: before erasure
WITH gone AS (
  DELETE FROM erasure WHERE organisation = :organisation AND at < :before RETURNING 1
)
SELECT count(*) FROM gone

-- name: person relation
WITH gone AS (
  DELETE FROM relation
  WHERE organisation = :organisation AND (sender = :person OR person = :person)
  RETURNING sender, person, sent
), counted AS (
  SELECT CASE WHEN sender = :person THEN person ELSE sender END AS who,
         count(*) FILTER (WHERE sender = :person) AS senders,
         count(*) FILTER (WHERE person = :person) AS people
  FROM gone
  WHERE sent > 0
  GROUP BY who
), fewer AS (
  UPDATE correspondent c
  SET people = c.people - counted.people, senders = c.senders - counted.senders
  FROM counted
  WHERE c.organisation = :organisation AND c.person = counted.who
)
SELECT count(*) FROM gone

-- name: person contact_name
WITH gone AS (
  DELETE FROM contact_name
  WHERE organisation = :organisation AND (sender = :person OR person = :person)
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: person correspondent
WITH gone AS (
  DELETE FROM correspondent WHERE organisation = :organisation AND person = :person RETURNING 1
), spellings AS (
  DELETE FROM spelling
  WHERE organisation = :organisation AND key = ANY (:keys) AND person = :person
)
SELECT count(*) FROM gone

-- name: person together
WITH gone AS (
  DELETE FROM together
  WHERE organisation = :organisation
    AND (sender = :person OR one = :person OR other = :person)
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: person domain_use
WITH gone AS (
  DELETE FROM domain_use WHERE organisation = :organisation AND sender = :person RETURNING 1
)
SELECT count(*) FROM gone

-- name: person stranger
WITH gone AS (
  DELETE FROM stranger WHERE organisation = :organisation AND person = :person RETURNING 1
)
SELECT count(*) FROM gone

-- name: person talk_person
WITH gone AS (
  DELETE FROM talk_person WHERE organisation = :organisation AND person = :person RETURNING 1
)
SELECT count(*) FROM gone

-- name: person talk_author
WITH gone AS (
  DELETE FROM talk_author
  WHERE organisation = :organisation AND (reader = :person OR author = :person)
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: person letter
WITH gone AS (
  DELETE FROM letter
  WHERE organisation = :organisation AND (sender = :person OR person = :person)
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: person acquaintance
WITH gone AS (
  DELETE FROM acquaintance
  WHERE organisation = :organisation AND (one = :person OR other = :person)
  RETURNING 1
)
SELECT count(*) FROM gone

-- name: person case_party
WITH gone AS (
  DELETE FROM case_party WHERE organisation = :organisation AND person = :person RETURNING 1
)
SELECT count(*) FROM gone

-- name: person learned_message
WITH gone AS (
  DELETE FROM learned_message WHERE organisation = :organisation AND author = :person RETURNING 1
)
SELECT count(*) FROM gone

-- name: note
INSERT INTO erasure (organisation, id, at, by, person, things)
VALUES (:organisation, :id, :at, :by, :person, :things)
