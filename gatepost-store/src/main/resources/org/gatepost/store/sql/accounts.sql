-- name: find
SELECT * FROM account WHERE login_key = :login

-- name: all
SELECT * FROM account ORDER BY login_key

-- name: is-empty
SELECT NOT EXISTS (SELECT FROM account)

-- name: password-hash
SELECT password_hash FROM account WHERE login_key = :login

-- name: add
INSERT INTO account (id, login, login_key, name, roles, password_hash, must_change_password, active)
VALUES (:id, :login, :login_key, :name, :roles, :hash, :must_change, :active)
ON CONFLICT (login_key) DO NOTHING

-- name: set-password
UPDATE account SET password_hash = :hash, must_change_password = :must_change WHERE id = :id

-- name: set-roles
UPDATE account SET roles = :roles WHERE id = :id

-- name: set-active
UPDATE account SET active = :active WHERE id = :id

-- name: verifiers
SELECT p.salt, p.iterations, p.stored_key, p.server_key
FROM app_password p
JOIN account a ON a.id = p.account
WHERE a.login_key = :login
  AND a.active
ORDER BY p.created_at, p.id

-- name: app-passwords
SELECT id, label, created_at, last_used
FROM app_password
WHERE account = :account
ORDER BY created_at, id

-- name: add-app-password
INSERT INTO app_password (id, account, label, salt, iterations, stored_key, server_key, created_at)
VALUES (:id, :account, :label, :salt, :iterations, :stored_key, :server_key, :created_at)

-- name: remove-app-password
DELETE FROM app_password WHERE id = :id AND account = :account
