-- SPDX-License-Identifier: Apache-2.0
-- A diagnosis is judged again when new knowledge comes. The table finding always holds the newest judgement; what an earlier
-- one said is kept, and the company reads the one that was released until the next is.

-- The version of the knowledge that looked at it last, also when nothing changed.
ALTER TABLE diagnosis ADD COLUMN knowledge TEXT NOT NULL DEFAULT '';
-- Numbers of the judgement in the table finding, from 1, and of the one that the company may read.
ALTER TABLE diagnosis ADD COLUMN judgement BIGINT NOT NULL DEFAULT 1;
ALTER TABLE diagnosis ADD COLUMN released_judgement BIGINT NOT NULL DEFAULT 1;
CREATE INDEX diagnosis_knowledge ON diagnosis (state, id, knowledge);

-- A later judgement, from number 2 on: what it changed, and who has seen that. seen_ms is NULL while it is work on the desk.
CREATE TABLE judgement (
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	number BIGINT NOT NULL,
	judged_ms BIGINT NOT NULL,
	knowledge TEXT NOT NULL,
	changes BIGINT NOT NULL,
	priority TEXT NOT NULL,
	seen_ms BIGINT,
	seen_by BIGINT REFERENCES person (id),
	PRIMARY KEY (diagnosis_id, number)
);

-- The findings of the judgements before the newest one.
CREATE TABLE former_finding (
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	judgement BIGINT NOT NULL,
	position BIGINT NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (diagnosis_id, judgement, position)
);
