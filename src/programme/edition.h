/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One yearly call of the programme, as data. It is loaded once from the files of its folder,
 * checked whole, and never changed while a process runs. All texts live in the
 * edition's own arena. Nothing of a particular call stands in code.
 */
#ifndef TENKEN_PROGRAMME_EDITION_H
#define TENKEN_PROGRAMME_EDITION_H

#include "base/lang.h"
#include "calendar/business_day.h"
#include "codec/value.h"
#include "programme/edition_advice.h"
#include "programme/edition_parts.h"
#include "programme/question.h"

struct edition_course {
	const char *id; /* "one", "three" */
	struct lang_text name;
	struct lang_text summary;
	int visits;
	int places;              /* 定員 */
	struct lang_text *steps; /* what happens at each visit */
	size_t step_count;
};

/* A line of business that an applicant picks, by the classes of 日本標準産業分類. */
struct edition_industry {
	const char *id;
	const char *jsic;  /* the classes it stands for: "I 50-55" */
	const char *words; /* by which companies call such a business, between blanks; "" when none are given */
	struct lang_text name;
};

/* A row of the table of 中小企業基本法 2条1項; either bound is enough for a company. */
struct edition_class {
	const char *id;
	const char *law; /* "中小企業基本法第2条第1項第4号" */
	struct lang_text name;
	int64_t capital_max_yen;
	int64_t employees_max;
	struct edition_industry *industries;
	size_t industry_count;
};

/* The clauses of the call in which the other conditions stand; each may be "". */
struct edition_clauses {
	const char *size, *place, *predecessor;
};

/* A statement the applicant makes; the version shown is kept with the answer. */
struct edition_statement {
	const char *id;
	int version;
	const char *clause; /* of the call: "2-6（ア）"; may be "" */
	struct lang_text text;
	bool required;
};

/* A page of the application form, or the whole of a questionnaire. */
struct edition_form {
	const char *id;
	struct lang_text title;
	struct lang_text intro; /* both NULL when none */
	struct question *questions;
	size_t question_count;
};

/* Subject and body of a mail, templates over the message's data (codec/template.h); shared pieces are put in. */
struct edition_message {
	const char *id; /* "receipt", "invitation": what a use case asks for */
	struct lang_text subject;
	struct lang_text body;
};

struct edition_contact {
	struct lang_text name;
	struct lang_text hours;
	const char *phone; /* may be "" where the call names none */
	const char *mail;
	const char *url;
	struct lang_text postal_address; /* may be "" */
};

/* What a company does or gets, one after the other; takes says how long that usually is, both NULL where nothing is
 * said.
 */
struct edition_step {
	struct lang_text name, text, takes;
};

struct edition_link {
	struct lang_text name;
	const char *url; /* https or http */
};

#define EDITION_HOSTER_DOMAINS_MAX 8

/* From whom companies rent servers: what it says of a diagnosis from outside, and where. */
struct edition_hoster {
	struct lang_text name, text; /* text: one sentence */
	const char *url;
	const char *domains[EDITION_HOSTER_DOMAINS_MAX]; /* below which the servers of its customers stand */
	size_t domain_count;
};

/* What stands in a section besides its own words. */
enum edition_shows {
	EDITION_SHOWS_NOTHING,
	EDITION_SHOWS_COURSES, /* with the places that are left */
	EDITION_SHOWS_CLASSES, /* the table of the Act, with a test of one's own company */
};

/* A headed part of the public page of the call: paragraphs, then steps in order, then a list, then links. */
struct edition_section {
	const char *id;
	struct lang_text title;
	enum edition_shows shows;
	struct lang_text *paragraphs;
	size_t paragraph_count;
	struct edition_step *steps;
	size_t step_count;
	struct lang_text *items;
	size_t item_count;
	struct edition_link *links;
	size_t link_count;
};

struct edition {
	int format; /* of the folder: 1 */
	const char *id;
	struct lang_text name;       /* 令和7年度 ... セキュリティ対策点検(専門家派遣) */
	struct lang_text name_parts; /* the same with "|" where a line may break; NULL without */
	struct lang_text short_name; /* for 【...】 in a mail's subject */
	struct lang_text organiser;  /* 東京都 */
	struct lang_text operator_name;
	struct lang_text lead;       /* what the programme does for a company: the first sentence of its page */
	int fiscal_year;             /* 2025 for 令和7年度 */
	int64_t opens_ms, closes_ms; /* reception window: opens <= t < closes */
	int64_t support_ends; /* its last day, behind which nothing is diagnosed; 0: the last of the fiscal year */
	const char *receipt_prefix; /* "R7-" */
	int check_days;             /* business days that checking and approving usually takes; 0: not said */
	int answer_days;            /* business days to answer the pre-interview */
	int correction_days;        /* business days to correct an application; 0: answer_days */
	int remind_days;            /* business days behind the approval until a reminder goes out; 0: none does */
	int remind_call_days;       /* likewise until the office rings */
	int confirm_days;           /* business days to say that the receipt arrived, before the office rings */
	int call_days;              /* business days within which the office rings a company that is to be rung */
	int offer_days;             /* business days for accepting a place that became free */
	int invitation_days;        /* business days for answering an invitation, before the office rings */
	int64_t invitations_end; /* the last day on which it is kept who was invited and did not apply; 0: for good */
	bool change_keeps_order; /* who changes the course waits there by when it applied, not by when it came */
	const char *prefecture;  /* option of the question "prefecture" that is asked for; "" for anywhere */
	bool waiting_list;
	struct edition_contact contact;
	struct lang_text *emergency; /* whom a company calls when something is strange now, a line each, with numbers */
	size_t emergency_count;
	struct edition_link *elsewhere; /* what else helps a company that cannot take part */
	size_t elsewhere_count;
	struct edition_hoster *hosters; /* shown where a company says whose servers may be diagnosed; may be none */
	size_t hoster_count;
	struct edition_course *courses;
	size_t course_count;
	struct edition_class *classes;
	size_t class_count;
	struct edition_clauses clauses;
	struct edition_statement *pledges; /* (ア) to (キ) */
	size_t pledge_count;
	struct edition_statement *consents;
	size_t consent_count;
	struct edition_section *sections;
	size_t section_count;
	struct edition_form *application; /* pages in order */
	size_t application_count;
	struct edition_form questionnaire;        /* 事前問診, as a whole */
	struct edition_form *questionnaire_pages; /* its parts in order, each on a page of its own */
	size_t questionnaire_count;
	struct edition_form authorisation; /* by which a company authorises the diagnosis of its targets */
	struct edition_message *messages;
	size_t message_count;
	struct advice advice; /* without measures where the call gives none */
	struct business_closed *closed_days;
	size_t closed_day_count;
	uint16_t *ports; /* that a diagnosis tries by default */
	size_t port_count;
	uint16_t *rehearsal_ports; /* tried besides in a rehearsal, where the practice services are */
	size_t rehearsal_port_count;
	struct lang_text performed_by; /* the company that diagnoses; both NULL: the call names none */
	struct value *sources; /* a list of texts: addresses or names from which the probe connects; may be empty */
	struct arena arena;
	int64_t version;              /* in the store that holds it, from 1; 0 for one that was read from a folder */
	char hash[EDITION_HASH_SIZE]; /* of all parts (edition_parts.h) */
};

/* What every mail can carry, in bytes; of a subject and a body when they are filled with the longest answers. */
#define EDITION_SENDER_MAX  200 /* name of the contact */
#define EDITION_SUBJECT_MAX 700
#define EDITION_BODY_MAX    ((size_t)192 * 1024)

/* Questions that the program itself reads; an edition whose application lacks one of them is refused. */
#define EDITION_QUESTIONS                                                                                              \
	"course", "company_name", "organisation", "industry", "capital", "employees", "prefecture", "contact_name",    \
		"mail", "phone", "previous_checkup"

/* Likewise of the authorisation: hosts, a person, a phone number, a choice of "days_7" to "days_NNN". "recheck" and
 * "watch", which may be missing, are such choices for a purpose of its own (usecases/diagnosis/targets_terms.h). */
#define EDITION_AUTHORISATION_QUESTIONS "targets", "authorised_by", "stop_contact", "window", "agree"

/* Mails that the program itself sends; an edition that lacks one is refused too, but not one that a store took before
 * the program sent it (edition_parse_stored): then the mail is that of another call (usecases/message_queue.h). */
#define EDITION_MESSAGES                                                                                               \
	"receipt", "waiting", "declined", "withdrawn", "invitation", "confirmed", "diagnosis_begins",                  \
		"report_released", "new_link", "another_application", "authorisation_code", "course_changed", "offer", \
		"offer_accepted", "offer_expired", "reopened", "call_letter", "call_mail", "reminder",                 \
		"answer_expired", "send_back", "corrected", "excluded", "leave_asked", "authorisation_recorded"

/* Those of them that go to an address which nobody has proved, about an application at which nobody has looked. Whoever
 * applies chooses the address and the names: such a mail repeats no name, so that it carries no message of theirs. */
#define EDITION_MESSAGES_UNSEEN                                                                                        \
	"receipt", "waiting", "new_link", "another_application", "course_changed", "offer", "offer_accepted",          \
		"offer_expired"

/* Reads and checks a whole edition. ERR_INVALID with the first problem in the fault; problems, which may be NULL, takes
 * the first of each file, a line each: "FOLDER/NAME:LINE:COLUMN: what was found, what was expected". */
MUST_USE enum err edition_parse(const struct edition_parts *parts, struct buf *problems, struct edition **ret_edition,
				struct fault *why);

/* The same of what a store holds: a mail may be missing, and how long the mails may become was measured before. */
MUST_USE enum err edition_parse_stored(const struct edition_parts *parts, struct edition **ret_edition,
				       struct fault *why);
void edition_free(struct edition *edition); /* NULL is fine */

#endif
