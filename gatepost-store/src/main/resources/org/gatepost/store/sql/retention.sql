-- name: holds
WITH ended AS (
  SELECT id
  FROM hold
  WHERE state <> 'held'
    AND resolved_at < :before
    AND NOT EXISTS (SELECT
                    FROM delivery
                    WHERE delivery.hold = hold.id
                      AND (state <> 'done' OR settled_at >= :before))
  LIMIT :most
  FOR UPDATE SKIP LOCKED
), gone AS (
  DELETE FROM delivery USING ended WHERE delivery.hold = ended.id
)
DELETE FROM hold USING ended WHERE hold.id = ended.id

-- name: deliveries
DELETE FROM delivery
WHERE id IN (SELECT id
             FROM delivery
             WHERE state = 'done'
               AND settled_at < :before
               AND NOT EXISTS (SELECT FROM hold WHERE hold.id = delivery.hold)
             LIMIT :most)

-- name: outbox
DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE kept_at < :before LIMIT :most)

-- name: audit
DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < :before LIMIT :most)

-- name: looks
DELETE FROM look WHERE id IN (SELECT id FROM look WHERE at < :before LIMIT :most)

-- name: contents
DELETE FROM content
WHERE id IN (SELECT id
             FROM content
             WHERE stored_at < :before
               AND NOT EXISTS (SELECT
                               FROM hold
                               WHERE hold.content = content.id
                                 AND (state = 'held' OR resolved_at >= :before))
               AND NOT EXISTS (SELECT
                               FROM delivery
                               WHERE delivery.content = content.id
                                 AND (state <> 'done' OR settled_at >= :before))
               AND NOT EXISTS (SELECT
                               FROM outbox
                               WHERE outbox.content = content.id
                                 AND kept_at >= :before)
             LIMIT :most)
