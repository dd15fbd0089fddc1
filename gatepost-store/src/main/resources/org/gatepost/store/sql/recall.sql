-- name: people
SELECT c.*, r.sent, r.sent_lately, r.alone, r.first_sent, r.last_sent, r.answered, r.answered_lately,
       r.last_answer
FROM correspondent c
LEFT JOIN relation r
       ON r.organisation = c.organisation AND r.sender = :self AND r.person = c.person
WHERE c.organisation = :organisation AND c.person = ANY (:persons)

-- name: strangers
SELECT false AS is_inbound, person, unasked, last AS first, last FROM stranger
WHERE organisation = :organisation AND person = ANY (:persons)
UNION ALL
SELECT true, 0, 0, first, last FROM inbound WHERE organisation = :organisation

-- name: domains
SELECT sender, domain, times FROM domain_use
WHERE organisation = :organisation AND sender IN (0, :self) AND domain = ANY (:domains)

-- name: together
SELECT t.sender, t.one, t.other, t.times
FROM unnest(:ones, :others) AS pair (one, other)
CROSS JOIN (VALUES (CAST(0 AS bigint)), (CAST(:self AS bigint))) AS who (sender)
JOIN together t ON t.organisation = :organisation AND t.sender = who.sender
               AND t.one = pair.one AND t.other = pair.other

-- name: neighbours
WITH candidate AS (
  SELECT DISTINCT alike.person
  FROM unnest(:keys) AS asked (key)
  CROSS JOIN LATERAL (SELECT s.person FROM spelling s
                      WHERE s.organisation = :organisation AND s.key = asked.key
                      ORDER BY s.person
                      LIMIT :most_alike) AS alike
  LIMIT :most
)
SELECT c.*, r.sent
FROM candidate
JOIN correspondent c ON c.organisation = :organisation AND c.person = candidate.person
LEFT JOIN relation r
       ON r.organisation = c.organisation AND r.sender = :self AND r.person = c.person

-- name: namesakes
SELECT bearer.*, c.*
FROM unnest(:words) AS asked (word)
CROSS JOIN LATERAL (SELECT n.word, n.person AS bearer, coalesce(r.sent, 0) AS sent, r.sent_lately,
                           r.alone, r.first_sent, r.last_sent, r.answered, r.answered_lately,
                           r.last_answer
                    FROM contact_name n
                    LEFT JOIN relation r
                           ON r.organisation = n.organisation AND r.sender = n.sender
                          AND r.person = n.person
                    WHERE n.organisation = :organisation AND n.sender = :self
                      AND n.word = asked.word
                    ORDER BY sent DESC, n.person
                    LIMIT :most) AS bearer
JOIN correspondent c ON c.organisation = :organisation AND c.person = bearer.bearer

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
SELECT t.talk, found.by_subject, t.outsiders, a.at, c.address AS author
FROM (SELECT talk, false AS by_subject FROM referred
      UNION ALL
      SELECT CAST(:subject AS bigint), true) AS found
JOIN talk t ON t.organisation = :organisation AND t.talk = found.talk
LEFT JOIN talk_author a
       ON a.organisation = t.organisation AND a.talk = t.talk AND a.reader = :self
LEFT JOIN correspondent c ON c.organisation = a.organisation AND c.person = a.author
ORDER BY found.by_subject
LIMIT 1

-- name: talkers
SELECT c.address
FROM talk_person p
JOIN correspondent c ON c.organisation = p.organisation AND c.person = p.person
WHERE p.organisation = :organisation AND p.talk = :talk AND p.last > :since
ORDER BY p.last DESC
LIMIT :most

-- name: acquaintances
WITH referred AS (
  SELECT coalesce(m.talk, t.talk) AS talk
  FROM unnest(:references) WITH ORDINALITY AS asked (message, place)
  LEFT JOIN talk_message m ON m.organisation = :organisation AND m.message = asked.message
  LEFT JOIN talk t ON t.organisation = :organisation AND t.talk = asked.message
  WHERE m.talk IS NOT NULL OR t.talk IS NOT NULL
  ORDER BY asked.place DESC
  LIMIT 1
), about AS (
  SELECT coalesce((SELECT talk FROM referred), CAST(:otherwise AS bigint)) AS talk
  UNION
  SELECT CAST(:subject AS bigint)
)
SELECT one, other FROM acquaintance
WHERE organisation = :organisation AND one = ANY (:believed) AND other = ANY (:believed)
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
WHERE f.organisation = :organisation AND f.reference = ANY (:references)
