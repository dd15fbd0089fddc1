-- name: insert
INSERT INTO content (id, size, sealed_size, chunk_size, stored_at)
VALUES (:id, :size, :sealed_size, :chunk_size, :stored_at)

-- name: insert-chunk
INSERT INTO content_chunk (content, ordinal, octets)
VALUES (:content, :ordinal, :octets)

-- name: find
SELECT size, sealed_size, chunk_size
FROM content
WHERE id = :id

-- name: chunk
SELECT octets
FROM content_chunk
WHERE content = :content
  AND ordinal = :ordinal
