-- Statements of one question travel together: a parameter has one value in all of them.
-- They are planned once for each connection, however small the tables were at that time. So every row
-- is found by its whole key: where a join is written LATERAL with a LIMIT, no other plan is possible.

-- name: settings
-- Planning takes longer than the work. All until the end of the transaction.
SELECT set_config('plan_cache_mode', 'force_generic_plan', true),
       set_config('enable_seqscan', 'off', true),
       set_config('jit', 'off', true)

-- name: people
SELECT c.*, r.sent, r.sent_lately, r.alone, r.first_sent, r.last_sent, r.answered, r.answered_lately,
       r.last_answer
FROM correspondent c
LEFT JOIN LATERAL (SELECT * FROM relation
                   WHERE organisation = :organisation AND sender = :self AND person = c.person
                   LIMIT 1) AS r ON true
WHERE c.organisation = :organisation AND c.person = ANY (:everyone)

-- name: strangers
SELECT false AS is_inbound, person, unasked, last AS first, last FROM stranger
WHERE organisation = :organisation AND person = ANY (:persons)
UNION ALL
SELECT true, 0, 0, first, last FROM inbound WHERE organisation = :organisation

-- name: domains
SELECT sender, domain, times FROM domain_use
WHERE organisation = :organisation AND sender IN (0, :self) AND domain = ANY (:domains)

-- name: together
-- Those whom one person may have been with stand side by side in the index: one way down for all.
SELECT pair.one, found.other, found.times AS by_anyone, coalesce(own.times, 0) AS by_sender
FROM (SELECT one, array_agg(other) AS others
      FROM unnest(:ones, :others) AS asked (one, other)
      GROUP BY one) AS pair
CROSS JOIN LATERAL (SELECT other, times FROM together
                    WHERE organisation = :organisation AND sender = 0
                      AND one = pair.one AND other = ANY (pair.others)
                    OFFSET 0) AS found
LEFT JOIN LATERAL (SELECT times FROM together
                   WHERE organisation = :organisation AND sender = :self
                     AND one = pair.one AND other = found.other
                   LIMIT 1) AS own ON true

-- name: neighbours
WITH candidate AS (
  SELECT DISTINCT alike.person
  FROM unnest(:keys) AS asked (key)
  CROSS JOIN LATERAL (SELECT s.person FROM spelling s
                      WHERE s.organisation = :organisation AND s.key = asked.key
                      ORDER BY s.person
                      LIMIT :most_alike) AS alike
  LIMIT :most_candidates
)
SELECT c.*, r.sent
FROM candidate
CROSS JOIN LATERAL (SELECT * FROM correspondent
                    WHERE organisation = :organisation AND person = candidate.person
                    LIMIT 1) AS c
LEFT JOIN LATERAL (SELECT sent FROM relation
                   WHERE organisation = :organisation AND sender = :self
                     AND person = candidate.person
                   LIMIT 1) AS r ON true

-- name: namesakes
-- Whoever bears several of the names is looked up once.
WITH bearer AS (
  SELECT person, array_agg(word) AS words FROM contact_name
  WHERE organisation = :organisation AND sender = :self AND word = ANY (:words)
  GROUP BY person
), contact AS (
  SELECT bearer.person, bearer.words, coalesce(r.sent, 0) AS sent, r.sent_lately, r.alone,
         r.first_sent, r.last_sent, r.answered, r.answered_lately, r.last_answer
  FROM bearer
  LEFT JOIN LATERAL (SELECT * FROM relation
                     WHERE organisation = :organisation AND sender = :self
                       AND person = bearer.person
                     LIMIT 1) AS r ON true
), ranked AS (
  SELECT contact.*, named.word,
         row_number() OVER (PARTITION BY named.word ORDER BY contact.sent DESC, contact.person)
           AS place
  FROM contact
  CROSS JOIN LATERAL unnest(contact.words) AS named (word)
), nearest AS (
  SELECT array_agg(word) AS found_by, person AS bearer, sent, sent_lately, alone, first_sent,
         last_sent, answered, answered_lately, last_answer
  FROM ranked
  WHERE place <= :most_namesakes
  GROUP BY person, sent, sent_lately, alone, first_sent, last_sent, answered, answered_lately,
           last_answer
)
SELECT nearest.*, c.*
FROM nearest
CROSS JOIN LATERAL (SELECT * FROM correspondent
                    WHERE organisation = :organisation AND person = nearest.bearer
                    LIMIT 1) AS c
ORDER BY nearest.sent DESC, nearest.bearer

-- name: talk
WITH referred AS (
  SELECT coalesce(m.talk, t.talk) AS talk
  FROM unnest(:references) WITH ORDINALITY AS asked (message, place)
  LEFT JOIN LATERAL (SELECT talk FROM talk_message
                     WHERE organisation = :organisation AND message = asked.message
                     LIMIT 1) AS m ON true
  LEFT JOIN LATERAL (SELECT talk FROM talk
                     WHERE organisation = :organisation AND talk = asked.message
                     LIMIT 1) AS t ON true
  WHERE m.talk IS NOT NULL OR t.talk IS NOT NULL
  ORDER BY asked.place DESC
  LIMIT 1
), found AS (
  SELECT asked.by_subject, t.talk, t.outsiders
  FROM (SELECT talk, false AS by_subject FROM referred
        UNION ALL
        SELECT CAST(:subject AS bigint), true) AS asked
  CROSS JOIN LATERAL (SELECT talk, outsiders FROM talk
                      WHERE organisation = :organisation AND talk = asked.talk
                      LIMIT 1) AS t
  ORDER BY asked.by_subject
  LIMIT 1
)
SELECT found.by_subject, found.outsiders, a.at, c.address AS author,
       ARRAY(SELECT known.address
             FROM (SELECT person, last FROM talk_person
                   WHERE organisation = :organisation AND talk = found.talk AND last > :since
                   OFFSET 0) AS p
             CROSS JOIN LATERAL (SELECT address FROM correspondent
                                 WHERE organisation = :organisation AND person = p.person
                                 LIMIT 1) AS known
             ORDER BY p.last DESC
             LIMIT :most_talkers) AS talkers
FROM found
LEFT JOIN LATERAL (SELECT author, at FROM talk_author
                   WHERE organisation = :organisation AND talk = found.talk AND reader = :self
                   LIMIT 1) AS a ON true
LEFT JOIN LATERAL (SELECT address FROM correspondent
                   WHERE organisation = :organisation AND person = a.author
                   LIMIT 1) AS c ON true

-- name: acquaintances
WITH referred AS (
  SELECT coalesce(m.talk, t.talk) AS talk
  FROM unnest(:references) WITH ORDINALITY AS asked (message, place)
  LEFT JOIN LATERAL (SELECT talk FROM talk_message
                     WHERE organisation = :organisation AND message = asked.message
                     LIMIT 1) AS m ON true
  LEFT JOIN LATERAL (SELECT talk FROM talk
                     WHERE organisation = :organisation AND talk = asked.message
                     LIMIT 1) AS t ON true
  WHERE m.talk IS NOT NULL OR t.talk IS NOT NULL
  ORDER BY asked.place DESC
  LIMIT 1
), believed AS MATERIALIZED (
  SELECT person FROM correspondent
  WHERE organisation = :organisation AND person = ANY (:readers) AND written_to > 0
), about AS (
  SELECT coalesce((SELECT talk FROM referred), CAST(:otherwise AS bigint)) AS talk
  UNION
  SELECT CAST(:subject AS bigint)
)
SELECT one, other FROM acquaintance
WHERE organisation = :organisation
  AND one = ANY (ARRAY(SELECT person FROM believed))
  AND other = ANY (ARRAY(SELECT person FROM believed))
UNION
SELECT there.sender, there.person
FROM about
CROSS JOIN LATERAL (SELECT sender, person FROM letter
                    WHERE organisation = :organisation AND talk = about.talk
                      AND sender = ANY (:readers) AND person = ANY (:readers)
                      AND sender < person
                    OFFSET 0) AS there
CROSS JOIN LATERAL (SELECT 1 FROM letter
                    WHERE organisation = :organisation AND talk = about.talk
                      AND sender = there.person AND person = there.sender
                    LIMIT 1) AS back

-- name: cases
SELECT f.reference, f.messages, f.complete, c.address, p.written_to, p.wrote, p.last
FROM case_file f
LEFT JOIN LATERAL (SELECT person, written_to, wrote, last FROM case_party
                   WHERE organisation = :organisation AND reference = f.reference
                   OFFSET 0) AS p ON true
LEFT JOIN LATERAL (SELECT address FROM correspondent
                   WHERE organisation = :organisation AND person = p.person
                   LIMIT 1) AS c ON true
WHERE f.organisation = :organisation AND f.reference = ANY (:case_references)
