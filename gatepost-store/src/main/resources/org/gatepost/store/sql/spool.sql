-- name: lock-key
-- Transactions of the same message wait for each other here.
SELECT pg_advisory_xact_lock(('x' || encode(substring(CAST(:join_key AS bytea) FROM 1 FOR 8), 'hex'))::bit(64)::bigint)

-- name: latest
SELECT *
FROM hold
WHERE join_key = :join_key
ORDER BY (state = 'held') DESC, id DESC
LIMIT 1
FOR UPDATE

-- name: covered
SELECT covered.address, hold.state, hold.resolved_at
FROM covered
     JOIN hold ON hold.id = covered.hold
WHERE covered.join_key = :join_key

-- name: cover
INSERT INTO covered (join_key, address, hold)
SELECT :join_key, address, :hold FROM unnest(:addresses) AS t (address)
ON CONFLICT (join_key, address) DO UPDATE SET hold = excluded.hold

-- name: insert
INSERT INTO hold (id, state, awaiting, owner, owner_person, join_key, reverse_path, eight_bit,
                  smtp_utf8, declared_size, ret, envelope_id, message_id, size, content, rule,
                  offers, details, held_at, due_at, replaces)
VALUES (:id, 'held', :awaiting, :owner, :owner_person, :join_key, :reverse_path, :eight_bit,
        :smtp_utf8, :declared_size, :ret, :envelope_id, :message_id, :size, :content, :rule,
        :offers, :details, :held_at, :due_at, :replaces)

-- name: insert-recipients
INSERT INTO hold_recipient (hold, ordinal, address, notify_on, original_recipient)
SELECT :hold, :first + t.ordinal - 1, t.address, t.notify_on, t.original
FROM unnest(:addresses, :notify_on, :originals)
     WITH ORDINALITY AS t (address, notify_on, original, ordinal)

-- name: unite
UPDATE hold
SET awaiting = :awaiting, eight_bit = :eight_bit, smtp_utf8 = :smtp_utf8, rule = :rule,
    offers = :offers, details = :details, due_at = :due_at
WHERE id = :id

-- name: find
SELECT * FROM hold WHERE id = :id

-- name: recipients
SELECT hold, address, notify_on, original_recipient
FROM hold_recipient
WHERE hold = ANY (:ids)
ORDER BY hold, ordinal

-- name: owned-by
SELECT *
FROM hold
WHERE owner_person = :person
ORDER BY held_at DESC, id DESC
LIMIT :most

-- name: for-reviewers
SELECT *
FROM hold
WHERE state = 'held'
  AND (awaiting = 'REVIEWER' OR owner IS NULL)
ORDER BY held_at, id
LIMIT :most

-- name: due
SELECT *
FROM hold
WHERE state = 'held'
  AND due_at <= :now
ORDER BY due_at, id
LIMIT :most

-- name: key-of
SELECT join_key FROM hold WHERE id = :id

-- name: lock
SELECT state FROM hold WHERE id = :id FOR UPDATE

-- name: count-recipients
SELECT count(*) FROM hold_recipient WHERE hold = :hold

-- name: resolve
UPDATE hold
SET state = :state, resolved_at = :at, resolved_by = :by, action = :action, reason = :reason
WHERE id = :id

-- name: is-key-held
SELECT EXISTS (SELECT FROM hold WHERE join_key = :join_key AND state = 'held')

-- name: ask-reviewer
UPDATE hold
SET awaiting = 'REVIEWER', asked_by = :by, asked_because = :because, due_at = :due_at
WHERE id = :id
  AND state = 'held'

-- name: asked-because
SELECT asked_because FROM hold WHERE id = :id AND asked_because IS NOT NULL
