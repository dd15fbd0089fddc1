-- name: asked
SELECT coalesce(c.changes, 0) AS changes, m.person, m.kind, m.used
FROM (VALUES (CAST(:organisation AS integer))) AS o (organisation)
LEFT JOIN answer_change c ON c.organisation = o.organisation
LEFT JOIN answer_meant m
       ON m.organisation = o.organisation AND m.sender = :sender AND m.person = ANY (:people)

-- name: mistakes
SELECT coalesce((SELECT changes FROM answer_change WHERE organisation = :organisation), 0)
         AS changes,
       (SELECT coalesce(array_agg(person), '{}') FROM answer_mistake
        WHERE organisation = :organisation) AS people

-- name: note meant
INSERT INTO answer_meant (organisation, sender, person, kind, used)
SELECT DISTINCT CAST(:organisation AS integer), sender, person, kind, CAST(:at AS timestamptz)
FROM unnest(:senders, :people, :kinds) AS given (sender, person, kind)
ON CONFLICT (organisation, sender, person, kind)
DO UPDATE SET used = greatest(answer_meant.used, excluded.used)

-- name: note mistakes
INSERT INTO answer_mistake (organisation, person, used)
SELECT DISTINCT CAST(:organisation AS integer), person, CAST(:at AS timestamptz)
FROM unnest(:people) AS given (person)
ORDER BY person
ON CONFLICT (organisation, person)
DO UPDATE SET used = greatest(answer_mistake.used, excluded.used)

-- name: changed
INSERT INTO answer_change (organisation, changes) VALUES (:organisation, 1)
ON CONFLICT (organisation) DO UPDATE SET changes = answer_change.changes + 1

-- name: use meant
UPDATE answer_meant SET used = :now
WHERE organisation = :organisation AND sender = :sender AND person = :person AND kind = :kind
  AND used < :now

-- name: use mistake
UPDATE answer_mistake SET used = :now
WHERE organisation = :organisation AND person = :person AND used < :day_before

-- name: before meant
DELETE FROM answer_meant WHERE organisation = :organisation AND used < :before

-- name: before mistake
DELETE FROM answer_mistake
WHERE organisation = :organisation
  AND (used < :before
       OR used < (SELECT used FROM answer_mistake
                  WHERE organisation = :organisation
                  ORDER BY used DESC
                  OFFSET CAST(:most_mistakes AS bigint) - 1 LIMIT 1))

-- name: person meant
DELETE FROM answer_meant
WHERE organisation = :organisation AND (sender = :sender OR person = :person)

-- name: person mistake
DELETE FROM answer_mistake WHERE organisation = :organisation AND person = :person
