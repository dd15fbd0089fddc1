-- name: insert
INSERT INTO outbox (id, sender, sender_person, subject, size, content, kept_at)
VALUES (:id, :sender, :sender_person, :subject, :size, :content, :kept_at)

-- name: insert-recipients
INSERT INTO outbox_recipient (outbox, ordinal, address)
SELECT :id, t.ordinal - 1, t.address
FROM unnest(:addresses) WITH ORDINALITY AS t (address, ordinal)

-- name: list
SELECT id, sender, address, subject, size, kept_at
FROM (
  SELECT o.id, o.sender, r.address, o.subject, o.size, o.kept_at, r.ordinal
  FROM outbox o
  JOIN outbox_recipient r ON r.outbox = o.id
  WHERE (CAST(:person AS text) IS NULL
         OR o.sender_person = CAST(:person AS text)
         OR (o.sender_person IS NULL
             AND regexp_replace(lower(r.address), '[+][^@]*@', '@') = CAST(:person AS text)))
    AND (CAST(:like AS text) IS NULL
         OR lower(o.sender) LIKE CAST(:like AS text)
         OR lower(r.address) LIKE CAST(:like AS text))
    AND (CAST(:before AS timestamptz) IS NULL OR o.kept_at < CAST(:before AS timestamptz))
  ORDER BY o.kept_at DESC
  FETCH FIRST :most ROWS WITH TIES
) AS kept
ORDER BY kept_at DESC, id DESC, ordinal

-- name: find
SELECT o.id, o.sender, r.address, o.subject, o.size, o.kept_at
FROM outbox o
JOIN outbox_recipient r ON r.outbox = o.id
WHERE o.id = :id
  AND r.address = :address

-- name: content
SELECT content FROM outbox WHERE id = :id

-- name: count
SELECT count(*) FROM outbox_recipient
