UPDATE record SET kind = ?2, kind_version = ?3, village = ?4, author = ?5, visit = ?6, head = ?7,
    state = ?8, subject = ?9, nik = ?10, made_at = ?11, first_seq = ?12, last_seq = ?13,
    n_problems = ?14, n_notes = ?15, problems = ?16, notes = ?17, comment = ?18, n_beside = ?19,
    urgency = ?20, head_at = (SELECT stored_at FROM change WHERE id = ?7)
WHERE id = ?1
