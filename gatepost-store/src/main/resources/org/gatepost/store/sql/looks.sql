-- name: insert
INSERT INTO look (id, at, person, address, kind, subject, content, reason)
VALUES (:id, :at, :person, :address, :kind, :subject, :content, :reason)

-- name: at
SELECT * FROM look WHERE subject = :subject ORDER BY id DESC LIMIT :most

-- name: by
SELECT * FROM look WHERE person = :person ORDER BY id DESC LIMIT :most

-- name: all
SELECT * FROM look ORDER BY id DESC LIMIT :most
