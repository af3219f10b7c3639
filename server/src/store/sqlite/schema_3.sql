-- Records that wait for somebody at the desk or their author: held by a check (4: the author's turn, 5:
-- the office's), or with a revision beside the head that somebody has to settle. Few of all, newest
-- last; a question that names this very condition is answered from here.
CREATE INDEX record_waiting ON record (last_seq) WHERE state IN (4, 5) OR n_beside > 0;
