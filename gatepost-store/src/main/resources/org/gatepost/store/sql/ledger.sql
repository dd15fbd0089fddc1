-- name: insert
INSERT INTO delivery (id, hold, kind, reverse_path, eight_bit, smtp_utf8, declared_size, ret,
                      envelope_id, content, created_at, state, due_at)
VALUES (:id, :hold, :kind, :reverse_path, :eight_bit, :smtp_utf8, :declared_size, :ret,
        :envelope_id, :content, :created_at, 'queued', :created_at)

-- name: insert-recipients
INSERT INTO delivery_recipient (delivery, ordinal, address, notify_on, original_recipient)
SELECT * FROM unnest(:deliveries, :ordinals, :addresses, :notify_on, :originals)

-- name: known
SELECT id FROM delivery WHERE id = ANY (:ids)

-- name: lease
WITH due AS (
  SELECT id
  FROM delivery
  WHERE state = 'queued'
    AND due_at <= :now
  ORDER BY due_at, id
  LIMIT :most
  FOR UPDATE SKIP LOCKED
)
UPDATE delivery
SET state = 'leased', worker = :worker, lease_for = :lease_for, lease_ends = :lease_ends
FROM due
WHERE delivery.id = due.id
RETURNING delivery.*

-- name: open-recipients
SELECT delivery, address, notify_on, original_recipient, in_doubt
FROM delivery_recipient
WHERE delivery = ANY (:ids)
  AND outcome IS NULL
ORDER BY delivery, ordinal

-- name: lock
SELECT id, hold, state, attempts, worker, lease_for, lease_ends
FROM delivery
WHERE id = :id
FOR UPDATE

-- name: begin
UPDATE delivery
SET state = 'sending', attempts = attempts + 1, lease_ends = :lease_ends
WHERE id = :id
  AND (SELECT count(*) FROM delivery_recipient WHERE delivery = :id AND outcome IS NULL) = :open

-- name: renew
UPDATE delivery
SET lease_ends = :now + lease_for * interval '1 millisecond'
WHERE id = ANY (:ids)
  AND worker = :worker
  AND state IN ('leased', 'sending')

-- name: settle-recipient
UPDATE delivery_recipient
SET outcome = :outcome,
    reply = :reply,
    in_doubt = in_doubt OR :in_doubt,
    settled_at = :settled_at
WHERE delivery = :delivery
  AND address = :address
  AND outcome IS NULL

-- name: has-recipient
SELECT EXISTS (SELECT FROM delivery_recipient WHERE delivery = :delivery AND address = :address)

-- name: requeue
UPDATE delivery
SET state = 'queued', due_at = :due_at, worker = NULL, lease_for = NULL, lease_ends = NULL
WHERE id = :id

-- name: finish
UPDATE delivery
SET state = 'done', settled_at = :now, worker = NULL, lease_for = NULL, lease_ends = NULL
WHERE id = :id

-- name: is-open
SELECT EXISTS (SELECT FROM delivery_recipient WHERE delivery = :id AND outcome IS NULL)

-- name: doubt
UPDATE delivery_recipient
SET in_doubt = true
FROM delivery
WHERE delivery_recipient.delivery = delivery.id
  AND delivery.id = ANY (:ids)
  AND delivery.state = 'sending'
  AND delivery_recipient.outcome IS NULL

-- name: lapsed
SELECT id, state
FROM delivery
WHERE state IN ('leased', 'sending')
  AND (lease_ends <= :now OR worker = :worker)
FOR UPDATE

-- name: recover
UPDATE delivery
SET state = 'queued', due_at = :now, worker = NULL, lease_for = NULL, lease_ends = NULL
WHERE id = ANY (:ids)

-- name: progress
SELECT d.id, d.kind, d.state, d.attempts, r.address, r.outcome, r.reply, r.in_doubt, r.settled_at
FROM delivery d
JOIN delivery_recipient r ON r.delivery = d.id
WHERE d.hold = :hold
ORDER BY r.address COLLATE "C", d.id

-- name: next-due
SELECT min(due_at) AS due_at FROM delivery WHERE state = 'queued'
