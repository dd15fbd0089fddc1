-- name: lock
SELECT pg_advisory_xact_lock(:area, :organisation)

-- name: taken
INSERT INTO learned_message (organisation, message, author, at)
SELECT :organisation, * FROM unnest(:messages, :authors, :ats)
ON CONFLICT DO NOTHING
RETURNING message, author

-- name: people
SELECT person, words, named, written_to FROM correspondent
WHERE organisation = :organisation AND person = ANY (:persons)

-- name: contacts
SELECT r.sender, r.person
FROM unnest(:senders, :persons) AS asked (sender, person)
JOIN relation r ON r.organisation = :organisation AND r.sender = asked.sender
               AND r.person = asked.person
WHERE r.sent > 0

-- name: places
SELECT message, talk FROM talk_message
WHERE organisation = :organisation AND message = ANY (:messages)

-- name: talks
SELECT t.talk, count(p.person) AS people,
       array_remove(array_agg(CASE WHEN p.person = ANY (:persons) THEN p.person END), NULL) AS here
FROM talk t
LEFT JOIN talk_person p ON p.organisation = t.organisation AND p.talk = t.talk
WHERE t.organisation = :organisation AND t.talk = ANY (:talks)
GROUP BY t.talk

-- name: letters
SELECT talk, sender, person FROM letter
WHERE organisation = :organisation AND talk = ANY (:talks) AND person = ANY (:persons)

-- name: cases
SELECT f.reference, p.person
FROM case_file f
LEFT JOIN case_party p ON p.organisation = f.organisation AND p.reference = f.reference
WHERE f.organisation = :organisation AND f.reference = ANY (:references)

-- name: correspondent
INSERT INTO correspondent AS c
  (organisation, person, address, words, named, written_to, wrote, senders, last_seen, last_wrote,
   messages, with_somebody_new, people)
SELECT :organisation, person, address, string_to_array(words, ' '), named, written_to, wrote,
       senders, last_seen, last_wrote, messages, with_somebody_new, people
FROM unnest(:persons, :addresses, :words, :named, :written_to, :wrote, :senders, :last_seen,
            :last_wrote, :sent_messages, :with_somebody_new, :people)
  AS n (person, address, words, named, written_to, wrote, senders, last_seen, last_wrote,
        messages, with_somebody_new, people)
ON CONFLICT (organisation, person) DO UPDATE
SET words = excluded.words,
    named = excluded.named,
    written_to = c.written_to + excluded.written_to,
    wrote = c.wrote + excluded.wrote,
    senders = c.senders + excluded.senders,
    last_seen = greatest(c.last_seen, excluded.last_seen),
    last_wrote = greatest(c.last_wrote, excluded.last_wrote),
    messages = c.messages + excluded.messages,
    with_somebody_new = c.with_somebody_new + excluded.with_somebody_new,
    people = c.people + excluded.people

-- name: spelling
INSERT INTO spelling (organisation, key, person)
SELECT :organisation, * FROM unnest(:keys, :persons)
ON CONFLICT DO NOTHING

-- name: relation
INSERT INTO relation AS r
  (organisation, sender, person, sent, sent_lately, alone, first_sent, last_sent, answered,
   answered_lately, last_answer)
SELECT :organisation, * FROM unnest(:senders, :persons, :sent, :sent_lately, :alone, :first_sent,
                                    :last_sent, :answered, :answered_lately, :last_answer)
ON CONFLICT (organisation, sender, person) DO UPDATE
SET sent = r.sent + excluded.sent,
    sent_lately =
      coalesce(r.sent_lately * power(CAST(0.5 AS double precision), least(1000, CAST(extract(
        epoch FROM greatest(r.last_sent, excluded.last_sent) - r.last_sent)
        AS double precision) / :half_life)), 0)
      + coalesce(excluded.sent_lately * power(CAST(0.5 AS double precision), least(1000, CAST(
        extract(epoch FROM greatest(r.last_sent, excluded.last_sent) - excluded.last_sent)
        AS double precision) / :half_life)), 0),
    alone = r.alone + excluded.alone,
    first_sent = least(r.first_sent, excluded.first_sent),
    last_sent = greatest(r.last_sent, excluded.last_sent),
    answered = r.answered + excluded.answered,
    answered_lately =
      coalesce(r.answered_lately * power(CAST(0.5 AS double precision), least(1000, CAST(extract(
        epoch FROM greatest(r.last_answer, excluded.last_answer) - r.last_answer)
        AS double precision) / :half_life)), 0)
      + coalesce(excluded.answered_lately * power(CAST(0.5 AS double precision), least(1000, CAST(
        extract(epoch FROM greatest(r.last_answer, excluded.last_answer) - excluded.last_answer)
        AS double precision) / :half_life)), 0),
    last_answer = greatest(r.last_answer, excluded.last_answer)

-- name: contact_name
INSERT INTO contact_name (organisation, sender, word, person)
SELECT :organisation, * FROM unnest(:senders, :words, :persons)
ON CONFLICT DO NOTHING

-- name: together
INSERT INTO together AS t (organisation, sender, one, other, times, last)
SELECT :organisation, * FROM unnest(:senders, :ones, :others, :times, :lasts)
ON CONFLICT (organisation, sender, one, other) DO UPDATE
SET times = t.times + excluded.times, last = greatest(t.last, excluded.last)

-- name: domain_use
INSERT INTO domain_use AS d (organisation, sender, domain, times, last)
SELECT :organisation, * FROM unnest(:senders, :domains, :times, :lasts)
ON CONFLICT (organisation, sender, domain) DO UPDATE
SET times = d.times + excluded.times, last = greatest(d.last, excluded.last)

-- name: stranger
INSERT INTO stranger AS s (organisation, person, unasked, last)
SELECT :organisation, * FROM unnest(:persons, :times, :lasts)
ON CONFLICT (organisation, person) DO UPDATE
SET unasked = s.unasked + excluded.unasked, last = greatest(s.last, excluded.last)

-- name: inbound
INSERT INTO inbound AS i (organisation, first, last)
VALUES (:organisation, :first, :last)
ON CONFLICT (organisation) DO UPDATE
SET first = least(i.first, excluded.first), last = greatest(i.last, excluded.last)

-- name: talk
INSERT INTO talk AS t (organisation, talk, outsiders, last)
SELECT :organisation, * FROM unnest(:talks, :outsiders, :lasts)
ON CONFLICT (organisation, talk) DO UPDATE
SET outsiders = t.outsiders OR excluded.outsiders, last = greatest(t.last, excluded.last)

-- name: talk_person
INSERT INTO talk_person AS p (organisation, talk, person, last)
SELECT :organisation, * FROM unnest(:talks, :persons, :lasts)
ON CONFLICT (organisation, talk, person) DO UPDATE
SET last = greatest(p.last, excluded.last)

-- name: talk_author
INSERT INTO talk_author AS a (organisation, talk, reader, author, at)
SELECT :organisation, * FROM unnest(:talks, :readers, :authors, :ats)
ON CONFLICT (organisation, talk, reader) DO UPDATE
SET author = excluded.author, at = excluded.at
WHERE a.at <= excluded.at

-- name: talk_message
INSERT INTO talk_message (organisation, message, talk, at)
SELECT :organisation, * FROM unnest(:messages, :talks, :ats)
ON CONFLICT DO NOTHING

-- name: letter
INSERT INTO letter AS l (organisation, talk, sender, person, at)
SELECT :organisation, * FROM unnest(:talks, :senders, :persons, :ats)
ON CONFLICT (organisation, talk, sender, person) DO UPDATE
SET at = greatest(l.at, excluded.at)

-- name: acquaintance
INSERT INTO acquaintance AS k (organisation, one, other, last)
SELECT :organisation, * FROM unnest(:ones, :others, :lasts)
ON CONFLICT (organisation, one, other) DO UPDATE
SET last = greatest(k.last, excluded.last)

-- name: case_file
INSERT INTO case_file AS f (organisation, reference, messages, complete, last)
SELECT :organisation, * FROM unnest(:references, :times, :complete, :lasts)
ON CONFLICT (organisation, reference) DO UPDATE
SET messages = f.messages + excluded.messages,
    complete = f.complete AND excluded.complete,
    last = greatest(f.last, excluded.last)

-- name: case_party
INSERT INTO case_party AS p (organisation, reference, person, written_to, wrote, last)
SELECT :organisation, * FROM unnest(:references, :persons, :written_to, :wrote, :lasts)
ON CONFLICT (organisation, reference, person) DO UPDATE
SET written_to = p.written_to + excluded.written_to,
    wrote = p.wrote + excluded.wrote,
    last = greatest(p.last, excluded.last)
