-- Statements of one question travel together, so that those of one name hold one value in all of them.

-- name: settings
-- Planning takes longer than the work, and what suits any parameters suits these: a few rows by key,
-- however small the tables were when the plan was made. Until the end of the transaction.
SELECT set_config('plan_cache_mode', 'force_generic_plan', true),
       set_config('enable_seqscan', 'off', true)

-- name: people
SELECT c.*, r.sent, r.sent_lately, r.alone, r.first_sent, r.last_sent, r.answered, r.answered_lately,
       r.last_answer
FROM correspondent c
LEFT JOIN relation r
       ON r.organisation = c.organisation AND r.sender = :self AND r.person = c.person
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
SELECT pair.one, pair.other, anyone.times AS by_anyone, coalesce(own.times, 0) AS by_sender
FROM unnest(:ones, :others) AS pair (one, other)
JOIN together anyone ON anyone.organisation = :organisation AND anyone.sender = 0
                    AND anyone.one = pair.one AND anyone.other = pair.other
LEFT JOIN together own ON own.organisation = :organisation AND own.sender = :self
                      AND own.one = pair.one AND own.other = pair.other

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
JOIN correspondent c ON c.organisation = :organisation AND c.person = candidate.person
LEFT JOIN relation r
       ON r.organisation = c.organisation AND r.sender = :self AND r.person = c.person

-- name: namesakes
-- Whoever bears several of the names is looked up once.
WITH named AS MATERIALIZED (
  SELECT word, person FROM contact_name
  WHERE organisation = :organisation AND sender = :self AND word = ANY (:words)
), contact AS MATERIALIZED (
  SELECT bearer.person, coalesce(r.sent, 0) AS sent, r.sent_lately, r.alone, r.first_sent,
         r.last_sent, r.answered, r.answered_lately, r.last_answer
  FROM (SELECT DISTINCT person FROM named) AS bearer
  LEFT JOIN relation r
         ON r.organisation = :organisation AND r.sender = :self AND r.person = bearer.person
), nearest AS (
  SELECT person, array_agg(word) AS found_by
  FROM (SELECT named.word, named.person,
               row_number() OVER (PARTITION BY named.word
                                  ORDER BY contact.sent DESC, named.person) AS place
        FROM named JOIN contact ON contact.person = named.person) AS ranked
  WHERE place <= :most_namesakes
  GROUP BY person
)
SELECT nearest.found_by, contact.*, c.*
FROM nearest
JOIN contact ON contact.person = nearest.person
JOIN correspondent c ON c.organisation = :organisation AND c.person = nearest.person
ORDER BY contact.sent DESC, contact.person

-- name: talk
WITH referred AS (
  SELECT coalesce(m.talk, t.talk) AS talk
  FROM unnest(:references) WITH ORDINALITY AS asked (message, place)
  LEFT JOIN talk_message m ON m.organisation = :organisation AND m.message = asked.message
  LEFT JOIN talk t ON t.organisation = :organisation AND t.talk = asked.message
  WHERE m.talk IS NOT NULL OR t.talk IS NOT NULL
  ORDER BY asked.place DESC
  LIMIT 1
)
SELECT found.by_subject, t.outsiders, a.at, c.address AS author,
       ARRAY(SELECT known.address
             FROM talk_person p
             JOIN correspondent known
               ON known.organisation = p.organisation AND known.person = p.person
             WHERE p.organisation = t.organisation AND p.talk = t.talk AND p.last > :since
             ORDER BY p.last DESC
             LIMIT :most_talkers) AS talkers
FROM (SELECT talk, false AS by_subject FROM referred
      UNION ALL
      SELECT CAST(:subject AS bigint), true) AS found
JOIN talk t ON t.organisation = :organisation AND t.talk = found.talk
LEFT JOIN talk_author a
       ON a.organisation = t.organisation AND a.talk = t.talk AND a.reader = :self
LEFT JOIN correspondent c ON c.organisation = a.organisation AND c.person = a.author
ORDER BY found.by_subject
LIMIT 1

-- name: acquaintances
WITH referred AS (
  SELECT coalesce(m.talk, t.talk) AS talk
  FROM unnest(:references) WITH ORDINALITY AS asked (message, place)
  LEFT JOIN talk_message m ON m.organisation = :organisation AND m.message = asked.message
  LEFT JOIN talk t ON t.organisation = :organisation AND t.talk = asked.message
  WHERE m.talk IS NOT NULL OR t.talk IS NOT NULL
  ORDER BY asked.place DESC
  LIMIT 1
), believed AS MATERIALIZED (
  SELECT person FROM correspondent
  WHERE organisation = :organisation AND person = ANY (:persons) AND written_to > 0
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
JOIN letter there ON there.organisation = :organisation AND there.talk = about.talk
JOIN letter back ON back.organisation = :organisation AND back.talk = there.talk
                AND back.sender = there.person AND back.person = there.sender
WHERE there.sender < there.person
  AND there.sender = ANY (:persons) AND there.person = ANY (:persons)

-- name: cases
SELECT f.reference, f.messages, f.complete, c.address, p.written_to, p.wrote, p.last
FROM case_file f
LEFT JOIN case_party p ON p.organisation = f.organisation AND p.reference = f.reference
LEFT JOIN correspondent c ON c.organisation = p.organisation AND c.person = p.person
WHERE f.organisation = :organisation AND f.reference = ANY (:case_references)
