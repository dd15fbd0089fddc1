-- name: find
SELECT id, sealed FROM key_check ORDER BY id LIMIT 1

-- name: insert
INSERT INTO key_check (id, sealed)
SELECT :id, :sealed
WHERE NOT EXISTS (SELECT FROM key_check)
