-- SPDX-License-Identifier: Apache-2.0
-- The first schema. One text for SQLite and PostgreSQL: BIGINT, TEXT, BYTEA; instants are milliseconds since 1970 (UTC);
-- ids are random positive 63-bit numbers made by the program; JSON is TEXT. Every column of every table is bound by the log
-- but those of the tables that store/bound_unit.c names as free. Statements end with a semicolon at a line's end.

CREATE TABLE setting (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
);

CREATE TABLE person (
	id BIGINT PRIMARY KEY,
	sign_in_name TEXT NOT NULL UNIQUE,
	display_name TEXT NOT NULL,
	role TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	created_ms BIGINT NOT NULL,
	disabled_ms BIGINT,
	mail TEXT NOT NULL, -- to which the office writes; '' for a person whom the command line added
	second_ms BIGINT -- when the telephone that shows codes was set up: its key follows from it (people/totp.h)
);

-- Somebody who is asked to join the staff. The link in the mail is made of the id and the secret, and not stored.
CREATE TABLE staff_invitation (
	id BIGINT PRIMARY KEY,
	mail TEXT NOT NULL,
	display_name TEXT NOT NULL,
	role TEXT NOT NULL,
	state TEXT NOT NULL,
	made_ms BIGINT NOT NULL,
	made_by BIGINT REFERENCES person (id),
	until_ms BIGINT NOT NULL,
	person_id BIGINT REFERENCES person (id) -- who joined by it
);
CREATE INDEX staff_invitation_made ON staff_invitation (made_ms);

-- What the roster says of a person in the expert's role; no row: nothing yet.
CREATE TABLE expert (
	person_id BIGINT PRIMARY KEY REFERENCES person (id),
	number TEXT NOT NULL, -- of the qualification, as typed
	expires_day BIGINT, -- the last day on which it is valid
	area TEXT NOT NULL,
	capacity BIGINT -- companies at most
);

-- A key with which a person signs in without a password (people/passkey.h).
CREATE TABLE passkey (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	credential BYTEA NOT NULL UNIQUE,
	public_key BYTEA NOT NULL,
	name TEXT NOT NULL, -- what its person calls it
	made_ms BIGINT NOT NULL
);
CREATE INDEX passkey_person ON passkey (person_id);

-- What changes with every sign-in: how far a passkey has counted, and the last code of a telephone.
CREATE TABLE passkey_use (
	passkey_id BIGINT PRIMARY KEY,
	counter BIGINT NOT NULL,
	used_ms BIGINT NOT NULL
);
CREATE TABLE code_use (
	person_id BIGINT PRIMARY KEY,
	step BIGINT NOT NULL
);

-- What a browser has to answer within minutes, once: the question for a passkey, or the code after a right password. Only
-- the hash of it is stored.
CREATE TABLE challenge (
	token_hash BYTEA PRIMARY KEY,
	purpose TEXT NOT NULL,
	person_id BIGINT, -- NULL for a sign-in of somebody who is not known yet
	tries BIGINT NOT NULL,
	expires_ms BIGINT NOT NULL
);
CREATE INDEX challenge_expires ON challenge (expires_ms);

-- The calls that the store knows. version is the current one, 0 before the first is published.
CREATE TABLE edition (
	id TEXT PRIMARY KEY,
	receipt_prefix TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL,
	version BIGINT NOT NULL,
	closed_by BIGINT REFERENCES person (id),
	closed_ms BIGINT
);

-- What a call says, as packed files. A row changes only by being published; the one who did is not the one who proposed.
CREATE TABLE edition_version (
	edition TEXT NOT NULL REFERENCES edition (id),
	version BIGINT NOT NULL,
	parts TEXT NOT NULL,
	hash TEXT NOT NULL,
	reason TEXT NOT NULL,
	changes TEXT NOT NULL,
	proposed_by BIGINT REFERENCES person (id),
	proposed_ms BIGINT NOT NULL,
	published_by BIGINT REFERENCES person (id),
	published_ms BIGINT,
	PRIMARY KEY (edition, version)
);

-- A company that the office invites to apply (cases/invitation.h). number counts within the edition and stands in the code of
-- its letter; company_key tells companies of a list apart. Neither code nor link is stored.
CREATE TABLE invitation (
	id BIGINT PRIMARY KEY,
	edition TEXT NOT NULL REFERENCES edition (id),
	number BIGINT NOT NULL,
	company_key TEXT NOT NULL,
	search_key TEXT NOT NULL,
	company_name TEXT NOT NULL,
	corporate_number TEXT NOT NULL,
	postal_code TEXT NOT NULL,
	address TEXT NOT NULL,
	mail TEXT NOT NULL,
	phone TEXT NOT NULL,
	made_ms BIGINT NOT NULL,
	letter_ms BIGINT, -- those that were printed together have one
	mail_state TEXT NOT NULL,
	mail_queued_ms BIGINT,
	mail_done_ms BIGINT,
	mail_reply TEXT NOT NULL,
	opened_ms BIGINT,
	way TEXT NOT NULL,
	case_id BIGINT,
	answer TEXT NOT NULL,
	answered_ms BIGINT,
	calls BIGINT NOT NULL,
	call_day BIGINT, -- of the next call, days since 1970-01-01
	call_outcome TEXT NOT NULL,
	call_note TEXT NOT NULL,
	UNIQUE (edition, number),
	UNIQUE (edition, company_key)
);
CREATE INDEX invitation_company ON invitation (company_key, answer);
CREATE INDEX invitation_mail ON invitation (LOWER(mail), edition);
CREATE INDEX invitation_case ON invitation (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX invitation_letter ON invitation (edition, letter_ms);

-- From where wrong codes of invitations were typed, for an hour. address is that of the client as limits count it.
CREATE TABLE code_tried (
	address TEXT NOT NULL,
	at_ms BIGINT NOT NULL
);
CREATE INDEX code_tried_address ON code_tried (address, at_ms);
CREATE INDEX code_tried_at ON code_tried (at_ms);

-- A browser that is signed in, as a person or as the company of one case. Only the hash of the cookie is stored.
CREATE TABLE session (
	token_hash BYTEA PRIMARY KEY,
	person_id BIGINT REFERENCES person (id),
	case_id BIGINT,
	link_version BIGINT, -- of the company's case: the session ends with the link that opened it
	created_ms BIGINT NOT NULL,
	expires_ms BIGINT NOT NULL
);
CREATE INDEX session_expires ON session (expires_ms);

-- A browser from which a person has signed in: the failures that strangers make under the name do not slow it down.
-- Only the hash of the cookie is stored.
CREATE TABLE device (
	token_hash BYTEA PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	failures BIGINT NOT NULL, -- since it signed in last
	expires_ms BIGINT NOT NULL
);
CREATE INDEX device_person ON device (person_id);

-- Failed sign-ins, for the throttle (people/throttle.h). address is that of the client as limits count it.
CREATE TABLE sign_in_failure (
	sign_in_name TEXT NOT NULL,
	address TEXT NOT NULL,
	at_ms BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_name ON sign_in_failure (sign_in_name, at_ms);
CREATE INDEX sign_in_failure_address ON sign_in_failure (address, at_ms);
CREATE INDEX sign_in_failure_at ON sign_in_failure (at_ms);

-- From where new personal links were asked for, for an hour. address as above.
CREATE TABLE link_asked (
	address TEXT NOT NULL,
	at_ms BIGINT NOT NULL
);
CREATE INDEX link_asked_address ON link_asked (address, at_ms);
CREATE INDEX link_asked_at ON link_asked (at_ms);

-- An application that is still being filled in; gone a day after it was last touched, or seven after a link to it was mailed.
CREATE TABLE draft (
	-- The browser's token: each of its applications has a name of its own.
	token_hash BYTEA NOT NULL,
	edition TEXT NOT NULL,
	name TEXT NOT NULL,
	-- Of the client that saved it last, as limits count it; "" for this machine.
	address TEXT NOT NULL,
	answers TEXT NOT NULL,
	case_id BIGINT,
	-- By which invitation it was begun, and which way that went.
	invitation_id BIGINT,
	way TEXT NOT NULL,
	saved_ms BIGINT NOT NULL,
	expires_ms BIGINT NOT NULL,
	-- By which mailed links name it; NULL before one was asked for.
	link_id BIGINT UNIQUE,
	PRIMARY KEY (token_hash, edition, name)
);
CREATE INDEX draft_address ON draft (address);
CREATE INDEX draft_expires ON draft (expires_ms);
CREATE INDEX draft_unsent ON draft (token_hash) WHERE case_id IS NULL;

-- Mails with a link to a draft: to whom, from where they were asked for, for a day. address as above.
CREATE TABLE draft_mail (
	id BIGINT PRIMARY KEY,
	link_id BIGINT NOT NULL,
	recipient TEXT NOT NULL,
	address TEXT NOT NULL,
	lang TEXT NOT NULL,
	asked_ms BIGINT NOT NULL
);
CREATE INDEX draft_mail_recipient ON draft_mail (LOWER(recipient), asked_ms);
CREATE INDEX draft_mail_asked ON draft_mail (asked_ms);

-- One-time tokens of forms and what each was used for: the event that the deed makes, and the case.
CREATE TABLE form_use (
	nonce BYTEA PRIMARY KEY,
	deed TEXT NOT NULL,
	case_id BIGINT NOT NULL,
	used_ms BIGINT NOT NULL
);
CREATE INDEX form_use_used ON form_use (used_ms);

-- One company in one edition. number counts within the edition, without gaps; the receipt shows it. The state here is a
-- copy of what the events fold to, kept for lists and for the places; tenken audit verify compares both.
CREATE TABLE company_case (
	id BIGINT PRIMARY KEY,
	edition TEXT NOT NULL REFERENCES edition (id),
	number BIGINT NOT NULL,
	-- The version of the edition that was current when the company applied.
	edition_version BIGINT NOT NULL,
	state TEXT NOT NULL,
	holds_place BIGINT NOT NULL,
	course TEXT NOT NULL,
	arrival BIGINT NOT NULL,
	company_name TEXT NOT NULL,
	search_key TEXT NOT NULL,
	address_key TEXT NOT NULL,
	corporate_number TEXT NOT NULL,
	contact_name TEXT NOT NULL,
	mail TEXT NOT NULL,
	lang TEXT NOT NULL,
	arrived_ms BIGINT NOT NULL,
	answer_due_ms BIGINT,
	checked_by BIGINT,
	expert_id BIGINT REFERENCES person (id),
	link_version BIGINT NOT NULL,
	event_count BIGINT NOT NULL,
	UNIQUE (edition, number),
	UNIQUE (edition, course, arrival)
);
-- Lists are in order of arrival: of all cases by id, of an edition by number, of a course by arrival.
CREATE INDEX company_case_state ON company_case (state, id);
CREATE INDEX company_case_edition_state ON company_case (edition, state, id);
-- A company is found again in another call.
CREATE INDEX company_case_corporate_number ON company_case (corporate_number, id);
CREATE INDEX company_case_mail ON company_case (LOWER(mail), id);
CREATE INDEX company_case_look ON company_case (search_key, address_key, id);
CREATE INDEX company_case_expert ON company_case (expert_id, id) WHERE expert_id IS NOT NULL;

-- A rank of arrival that a case left when it changed its course: nobody is given it again.
CREATE TABLE left_rank (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	course TEXT NOT NULL,
	arrival BIGINT NOT NULL,
	edition TEXT NOT NULL,
	PRIMARY KEY (case_id, course, arrival),
	UNIQUE (edition, course, arrival)
);

-- How many cases are in a state, so that nobody counts them: changed in the work that changes the state. Not bound, since
-- it says nothing of its own; verifying compares it with company_case.
CREATE TABLE case_count (
	edition TEXT NOT NULL,
	course TEXT NOT NULL,
	state TEXT NOT NULL,
	cases BIGINT NOT NULL,
	PRIMARY KEY (edition, course, state)
);

-- What cases are found by (store/application/case_word.h): keys as bytes, which both engines compare alike. Not bound.
CREATE TABLE case_word (
	key BYTEA NOT NULL,
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	PRIMARY KEY (key, case_id)
);
CREATE INDEX case_word_case ON case_word (case_id);

-- Companies that take part, by what is next (store/support_store.h): the window that the newest authorisation permits, and how far
-- the newest diagnosis is (none, running, done, released). Not bound.
CREATE TABLE support (
	case_id BIGINT PRIMARY KEY REFERENCES company_case (id),
	edition TEXT NOT NULL,
	course TEXT NOT NULL,
	from_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL,
	diagnosis TEXT NOT NULL
);
CREATE INDEX support_step ON support (diagnosis, until_ms, case_id, from_ms, course);
CREATE INDEX support_edition_step ON support (edition, diagnosis, until_ms, case_id, from_ms, course);

-- The history of a case: append-only (cases/history.h).
CREATE TABLE event (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	position BIGINT NOT NULL,
	-- The version of the case's edition under which it was done.
	edition_version BIGINT NOT NULL,
	at_ms BIGINT NOT NULL,
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	actor_kind TEXT NOT NULL,
	actor_id BIGINT NOT NULL,
	actor_name TEXT NOT NULL,
	reason TEXT NOT NULL,
	detail TEXT NOT NULL,
	PRIMARY KEY (case_id, position)
);

-- What a company answered, one row a form ("application", "questionnaire").
CREATE TABLE answer_sheet (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	form TEXT NOT NULL,
	answers TEXT NOT NULL,
	answered_ms BIGINT NOT NULL,
	PRIMARY KEY (case_id, form)
);

-- What a company has answered of its pre-interview and not sent yet, as typed: confirms nothing, is not bound.
CREATE TABLE questionnaire_draft (
	case_id BIGINT PRIMARY KEY REFERENCES company_case (id),
	answers TEXT NOT NULL,
	saved_ms BIGINT NOT NULL
);
CREATE INDEX questionnaire_draft_saved ON questionnaire_draft (saved_ms);

CREATE TABLE consent (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	statement TEXT NOT NULL,
	version BIGINT NOT NULL,
	state TEXT NOT NULL,
	given_ms BIGINT NOT NULL,
	withdrawn_ms BIGINT,
	shown TEXT NOT NULL,
	PRIMARY KEY (case_id, statement, version)
);

-- The outbox. One intent is one row: a case gets a template once per occasion.
CREATE TABLE message (
	id BIGINT PRIMARY KEY,
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	template TEXT NOT NULL,
	occasion TEXT NOT NULL,
	state TEXT NOT NULL,
	recipient TEXT NOT NULL,
	lang TEXT NOT NULL,
	subject TEXT NOT NULL,
	body TEXT NOT NULL,
	message_id TEXT NOT NULL,
	attempts BIGINT NOT NULL,
	queued_ms BIGINT NOT NULL,
	done_ms BIGINT,
	last_reply TEXT NOT NULL,
	UNIQUE (case_id, template, occasion)
);
CREATE INDEX message_queued ON message (queued_ms, id);
CREATE INDEX message_state ON message (state, queued_ms, id);
CREATE INDEX message_template ON message (template, queued_ms, id);
CREATE INDEX message_state_template ON message (state, template, queued_ms, id);
CREATE INDEX message_recipient ON message (LOWER(recipient), queued_ms, id);

-- A case whose mails wait, because too many applications came from one address, or too many mails go to one. It is over
-- at until_ms, which letting them go sets to that moment.
CREATE TABLE mail_hold (
	case_id BIGINT PRIMARY KEY REFERENCES company_case (id),
	reason TEXT NOT NULL,
	held_ms BIGINT NOT NULL,
	until_ms BIGINT NOT NULL
);
CREATE INDEX mail_hold_until ON mail_hold (until_ms, case_id);

-- How far the mailbox of mails that came back is read (store/post/mailbox_store.h). Not bound.
CREATE TABLE mailbox (
	name TEXT PRIMARY KEY,
	uid_validity BIGINT NOT NULL,
	uid BIGINT NOT NULL,
	tries BIGINT NOT NULL
);

-- Work to do. A worker leases a row; a lease that runs out gives the job to the next worker.
CREATE TABLE job (
	id BIGINT PRIMARY KEY,
	kind TEXT NOT NULL,
	subject BIGINT NOT NULL,
	run_at_ms BIGINT NOT NULL,
	lease_until_ms BIGINT NOT NULL,
	lease_owner BIGINT NOT NULL,
	attempts BIGINT NOT NULL,
	last_error TEXT NOT NULL,
	-- What changes while it runs: how far it is, and what the other side answered last.
	steps_done BIGINT NOT NULL,
	steps_total BIGINT NOT NULL,
	reply TEXT NOT NULL,
	UNIQUE (subject, kind)
);
CREATE INDEX job_run_at ON job (run_at_ms);

-- Work for people, such as a telephone call: once for each reason and occasion of a case (cases/task.h).
CREATE TABLE task (
	id BIGINT PRIMARY KEY,
	case_id BIGINT REFERENCES company_case (id), -- NULL: it is of no case
	kind TEXT NOT NULL,
	occasion TEXT NOT NULL,
	owner_role TEXT NOT NULL,
	due_day BIGINT NOT NULL, -- days since 1970-01-01
	state TEXT NOT NULL,
	made_ms BIGINT NOT NULL,
	outcome TEXT NOT NULL,
	note TEXT NOT NULL,
	done_ms BIGINT,
	done_by BIGINT REFERENCES person (id)
);
CREATE UNIQUE INDEX task_once ON task (COALESCE(case_id, 0), kind, occasion);
CREATE INDEX task_case ON task (case_id, made_ms, id);
CREATE INDEX task_due ON task (owner_role, state, due_day, id);

-- What staff wrote down about a case beside its history (cases/note.h). Nobody changes a row.
CREATE TABLE case_note (
	id BIGINT PRIMARY KEY,
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	kind TEXT NOT NULL,
	noted_ms BIGINT NOT NULL,
	noted_by BIGINT NOT NULL REFERENCES person (id),
	words TEXT NOT NULL
);
CREATE INDEX case_note_case ON case_note (case_id, noted_ms, id);

-- The targets a company authorised: document is what the probe gets (findings/authorisation.h).
CREATE TABLE authorisation (
	id BIGINT PRIMARY KEY,
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	state TEXT NOT NULL,
	document TEXT NOT NULL,
	authorised_ms BIGINT NOT NULL,
	revoked_ms BIGINT
);
CREATE INDEX authorisation_case ON authorisation (case_id);

-- What a company filled in and has not confirmed with the code of its mail: permits nothing, is not bound, lives a day.
CREATE TABLE authorisation_request (
	case_id BIGINT PRIMARY KEY REFERENCES company_case (id),
	authorisation_id BIGINT NOT NULL,
	document TEXT NOT NULL,
	code_id BIGINT NOT NULL,
	tries BIGINT NOT NULL,
	mailed_ms BIGINT NOT NULL
);

CREATE TABLE diagnosis (
	id BIGINT PRIMARY KEY,
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	authorisation_id BIGINT NOT NULL REFERENCES authorisation (id),
	-- What the company permits it for (findings/authorisation_purpose.h).
	purpose TEXT NOT NULL,
	state TEXT NOT NULL,
	queued_ms BIGINT NOT NULL,
	started_ms BIGINT,
	finished_ms BIGINT,
	probe_version TEXT NOT NULL,
	source_addresses TEXT NOT NULL,
	problem TEXT NOT NULL,
	released_ms BIGINT,
	-- The version of the knowledge that looked at it last, also when nothing changed.
	knowledge TEXT NOT NULL,
	-- Numbers of the judgement in the table finding, from 1, and of the one that the company may read.
	judgement BIGINT NOT NULL,
	released_judgement BIGINT NOT NULL,
	-- The expert's words that the released report carries.
	remarks TEXT NOT NULL,
	-- When the letter of the released report was last printed; NULL when it was not since the release.
	letter_ms BIGINT
);
CREATE INDEX diagnosis_unprinted ON diagnosis (case_id, queued_ms) WHERE released_ms IS NOT NULL AND letter_ms IS NULL;
CREATE INDEX diagnosis_case ON diagnosis (case_id, queued_ms, id);
CREATE INDEX diagnosis_queued ON diagnosis (queued_ms, id);
CREATE INDEX diagnosis_knowledge ON diagnosis (state, id, knowledge);

CREATE TABLE observation (
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	position BIGINT NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (diagnosis_id, position)
);

-- Reports of other tools that were handed over for a finished diagnosis: their observations stand behind its own.
CREATE TABLE handed_report (
	id BIGINT PRIMARY KEY,
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	sha256 TEXT NOT NULL,
	name TEXT NOT NULL,
	tool TEXT NOT NULL,
	size BIGINT NOT NULL,
	handed_ms BIGINT NOT NULL,
	handed_by BIGINT NOT NULL REFERENCES person (id),
	-- How many observations were taken, left out because their host is not authorised, and how many lines were passed over.
	taken BIGINT NOT NULL,
	left_out BIGINT NOT NULL,
	passed_over BIGINT NOT NULL,
	-- The first hosts that were left out, and the first lines that were passed over.
	hosts TEXT NOT NULL,
	problems TEXT NOT NULL
);
CREATE UNIQUE INDEX handed_report_once ON handed_report (diagnosis_id, sha256);

-- Public keys of servers, by case (store/diagnosis/seen_key_store.h). Not bound: made from the observations.
CREATE TABLE seen_key (
	key TEXT NOT NULL,
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	PRIMARY KEY (key, case_id)
);
CREATE INDEX seen_key_case ON seen_key (case_id);

-- Software by product, and at whose targets the newest finished diagnosis of a case saw it
-- (store/diagnosis/seen_software_store.h). Not bound: made from the observations.
CREATE TABLE seen_software (
	-- Follows from the others.
	id BIGINT PRIMARY KEY,
	product TEXT NOT NULL,
	line TEXT NOT NULL
);
CREATE INDEX seen_software_product ON seen_software (product, id);
CREATE TABLE seen_software_at (
	software_id BIGINT NOT NULL REFERENCES seen_software (id),
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	target TEXT NOT NULL,
	port BIGINT NOT NULL,
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	PRIMARY KEY (software_id, case_id, target, port)
);
CREATE INDEX seen_software_at_case ON seen_software_at (case_id);

-- The findings of the newest judgement: a diagnosis is judged again when new knowledge comes.
CREATE TABLE finding (
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	position BIGINT NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (diagnosis_id, position)
);

-- A later judgement, from number 2 on: what it changed, and who has seen that. It is work on the desk while it is open.
CREATE TABLE judgement (
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	number BIGINT NOT NULL,
	state TEXT NOT NULL,
	judged_ms BIGINT NOT NULL,
	knowledge TEXT NOT NULL,
	changes BIGINT NOT NULL,
	priority TEXT NOT NULL,
	seen_ms BIGINT,
	seen_by BIGINT REFERENCES person (id),
	PRIMARY KEY (diagnosis_id, number)
);
CREATE INDEX judgement_open ON judgement (judged_ms, diagnosis_id, number) WHERE state = 'open';

-- The findings of the judgements before the newest one; the company reads the released one until the next is.
CREATE TABLE former_finding (
	diagnosis_id BIGINT NOT NULL REFERENCES diagnosis (id),
	judgement BIGINT NOT NULL,
	position BIGINT NOT NULL,
	line TEXT NOT NULL,
	PRIMARY KEY (diagnosis_id, judgement, position)
);

-- The advice plans of a case (usecases/advice/advice_document.h), one row a version. A released one is not changed.
CREATE TABLE advice (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	version BIGINT NOT NULL,
	document TEXT NOT NULL,
	saved_ms BIGINT NOT NULL,
	saved_by BIGINT NOT NULL REFERENCES person (id),
	-- 0: a draft.
	released_ms BIGINT NOT NULL,
	PRIMARY KEY (case_id, version)
);

-- What the company says of doors that nobody can see closed from outside (findings/explanation.h), in the order in which
-- it was said: the newest of a check, target and port counts, an empty answer takes it back.
CREATE TABLE explanation (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	position BIGINT NOT NULL,
	check_id TEXT NOT NULL,
	target TEXT NOT NULL,
	port BIGINT NOT NULL,
	answer TEXT NOT NULL,
	said_by TEXT NOT NULL,
	said_ms BIGINT NOT NULL,
	-- Who of the office heard it by telephone; NULL: the company wrote it itself.
	told_to BIGINT REFERENCES person (id),
	PRIMARY KEY (case_id, position)
);

-- Whether the targets are the company's own (findings/ownership.h), in the order in which it happened: the newest of a
-- host counts.
CREATE TABLE ownership (
	case_id BIGINT NOT NULL REFERENCES company_case (id),
	position BIGINT NOT NULL,
	host TEXT NOT NULL,
	state TEXT NOT NULL,
	way TEXT NOT NULL,
	-- Why a look did not show it, or how a person confirmed it.
	note TEXT NOT NULL,
	said_by TEXT NOT NULL,
	at_ms BIGINT NOT NULL,
	PRIMARY KEY (case_id, position)
);

-- Whether the store can be written: the one row is counted up to try it.
CREATE TABLE pulse (
	only_one BIGINT PRIMARY KEY,
	beats BIGINT NOT NULL
);

-- The log (docs/log-format.md): one row an entry, with the hashes of the subtrees that it completes, the leaf first.
-- edition and case_number repeat what the entry says, to find a case's entries by.
CREATE TABLE log_entry (
	position BIGINT PRIMARY KEY,
	edition TEXT NOT NULL,
	case_number BIGINT NOT NULL,
	bytes BYTEA NOT NULL,
	nodes BYTEA NOT NULL
);
CREATE INDEX log_entry_case ON log_entry (edition, case_number, position);

-- Where the log goes on, and its newest signed head. One row.
CREATE TABLE log_edge (
	only_one BIGINT PRIMARY KEY,
	size BIGINT NOT NULL,
	peaks BYTEA NOT NULL,
	head TEXT NOT NULL
);

-- The random bytes of the newest commitment to each unit that is bound.
CREATE TABLE log_salt (
	unit TEXT NOT NULL,
	key TEXT NOT NULL,
	position BIGINT NOT NULL,
	salt BYTEA NOT NULL,
	PRIMARY KEY (unit, key)
);

-- What witnesses signed under heads of the log, and what the log itself signed there.
CREATE TABLE log_cosignature (
	size BIGINT NOT NULL,
	key_id BIGINT NOT NULL,
	head_line TEXT NOT NULL,
	line TEXT NOT NULL,
	kept_ms BIGINT NOT NULL,
	PRIMARY KEY (size, key_id)
);
