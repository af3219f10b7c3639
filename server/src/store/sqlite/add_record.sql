INSERT INTO record (id, kind, kind_version, village, author, visit, head, state, subject, nik, made_at,
    first_seq, last_seq, n_problems, n_notes, problems, notes, comment, n_beside, urgency, head_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
    (SELECT stored_at FROM change WHERE id = ?7))
ON CONFLICT (id) DO NOTHING
