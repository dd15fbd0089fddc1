-- name: insert
WITH entries AS (
  INSERT INTO audit (id, at, trace, client, authenticated, authenticated_person, sender,
                     sender_person, message_id, size, policy, verdict, intent, hold, reasons)
  SELECT * FROM unnest(:ids, :ats, :traces, :clients, :authenticated, :authenticated_persons,
                       :senders, :sender_persons, :message_ids, :sizes, :policies, :verdicts,
                       :intents, :holds, :reasons)
)
INSERT INTO audit_recipient (audit, ordinal, address, place, decision, rule)
SELECT * FROM unnest(:audits, :ordinals, :addresses, :places, :decisions, :rules)

-- name: outcomes
UPDATE audit
SET outcome = noted.outcome, reply = noted.reply
FROM unnest(:ids, :outcomes, :replies) AS noted (id, outcome, reply)
WHERE audit.id = noted.id

-- name: find
SELECT * FROM audit WHERE id = :id

-- name: search
SELECT *
FROM audit
WHERE (CAST(:person AS text) IS NULL
       OR authenticated_person = CAST(:person AS text)
       OR sender_person = CAST(:person AS text))
  AND (CAST(:verdict AS text) IS NULL OR verdict = CAST(:verdict AS text))
  AND (CAST(:from AS timestamptz) IS NULL OR at >= CAST(:from AS timestamptz))
  AND (CAST(:to AS timestamptz) IS NULL OR at < CAST(:to AS timestamptz))
  AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
  AND (CAST(:text AS text) IS NULL
       OR message_id = CAST(:text AS text)
       OR lower(sender) LIKE CAST(:like AS text)
       OR lower(authenticated) LIKE CAST(:like AS text)
       OR EXISTS (SELECT
                  FROM audit_recipient
                  WHERE audit_recipient.audit = audit.id
                    AND lower(audit_recipient.address) LIKE CAST(:like AS text)))
ORDER BY id DESC
LIMIT :most

-- name: recipients
SELECT audit, address, place, decision, rule
FROM audit_recipient
WHERE audit = ANY (:ids)
ORDER BY audit, ordinal
