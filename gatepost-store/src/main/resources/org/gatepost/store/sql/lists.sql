-- name: state
SELECT coalesce((SELECT changes FROM mailing_list_state WHERE organisation = :organisation), 0)

-- name: spellings
SELECT coalesce((SELECT changes FROM mailing_list_state WHERE organisation = :organisation), 0)
         AS changes,
       (SELECT coalesce(array_agg(CAST(spelling AS bigint)), '{}') FROM mailing_list
        WHERE organisation = :organisation) AS spellings

-- name: find
SELECT name, archive, days FROM mailing_list
WHERE organisation = :organisation AND list = :list

-- name: news
SELECT EXISTS (
  SELECT FROM unnest(:lists, :names, :archives, :ats) AS s (list, name, archive, at)
  LEFT JOIN mailing_list m ON m.organisation = :organisation AND m.list = s.list
  WHERE m.list IS NULL
     OR s.at::date > m.last::date
     OR (m.name = '' AND s.name <> '')
     OR (m.archive IS NULL AND s.archive IS NOT NULL))

-- name: lock
INSERT INTO mailing_list_state (organisation, changes, lists) VALUES (:organisation, 0, 0)
ON CONFLICT (organisation) DO UPDATE SET lists = mailing_list_state.lists
RETURNING lists

-- name: again
UPDATE mailing_list m
SET name = CASE WHEN m.name = '' THEN s.name ELSE m.name END,
    archive = coalesce(m.archive, s.archive),
    days = m.days + CASE WHEN s.at::date > m.last::date THEN 1 ELSE 0 END,
    last = greatest(m.last, s.at)
FROM unnest(:lists, :names, :archives, :ats) AS s (list, name, archive, at)
WHERE m.organisation = :organisation AND m.list = s.list

-- name: fresh
INSERT INTO mailing_list (organisation, list, spelling, name, archive, days, last)
SELECT CAST(:organisation AS integer), list, spelling, name, archive, days, at
FROM unnest(:lists, :spellings, :names, :archives, :days, :ats)
       AS s (list, spelling, name, archive, days, at)
WHERE NOT EXISTS (SELECT FROM mailing_list m
                  WHERE m.organisation = :organisation AND m.list = s.list)
LIMIT :room

-- name: added
UPDATE mailing_list_state SET changes = changes + 1, lists = lists + :added
WHERE organisation = :organisation

-- name: before
DELETE FROM mailing_list
WHERE organisation = :organisation
  AND (last < :before
       OR list IN (SELECT list FROM mailing_list
                   WHERE organisation = :organisation
                   ORDER BY days DESC, last DESC
                   OFFSET :most))

-- name: erase
DELETE FROM mailing_list WHERE organisation = :organisation AND list = :list

-- name: removed
UPDATE mailing_list_state SET changes = changes + 1, lists = lists - :removed
WHERE organisation = :organisation
