INSERT INTO record (id, kind, kind_version, village, author, visit, head, state, subject, nik, made_at,
    first_seq, last_seq, n_problems, n_notes, problems, notes, comment, n_beside)
VALUES (:id, :kind, :kind_version, :village, :author, :visit, :head, :state, :subject, :nik, :made_at,
    :first_seq, :last_seq, :n_problems, :n_notes, :problems, :notes, :comment, :n_beside)
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, kind_version = excluded.kind_version, village = excluded.village,
    visit = excluded.visit, head = excluded.head, state = excluded.state, subject = excluded.subject,
    nik = excluded.nik, made_at = excluded.made_at, last_seq = excluded.last_seq,
    n_problems = excluded.n_problems, n_notes = excluded.n_notes, problems = excluded.problems,
    notes = excluded.notes, comment = excluded.comment, n_beside = excluded.n_beside
