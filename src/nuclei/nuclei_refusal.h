/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a template is not run. The order is that of gravity: a template that both attacks and is not understood is
 * refused for the attack. What people read stands in texts/..., "template.reason.NAME".
 */
#ifndef TENKEN_NUCLEI_NUCLEI_REFUSAL_H
#define TENKEN_NUCLEI_NUCLEI_REFUSAL_H

enum nuclei_reason {
	NUCLEI_SAFE,
	/* It would do what a check-up must not do. */
	NUCLEI_REASON_PROTOCOL, /* code, javascript, headless, file, workflows ...: it runs programs or reads files */
	NUCLEI_REASON_SELF_CONTAINED, /* it goes to places of its own */
	NUCLEI_REASON_FLOW,           /* its steps are decided by a program in it */
	NUCLEI_REASON_OUT_OF_BAND,    /* it makes the target call a third party */
	NUCLEI_REASON_FUZZING,        /* it changes every parameter that it finds */
	NUCLEI_REASON_LOGIN,          /* it tries to sign in */
	NUCLEI_REASON_PAYLOADS,       /* it sends a list of values one after the other */
	NUCLEI_REASON_EXPLOIT,        /* a request carries an attack: traversal, injection, script */
	NUCLEI_REASON_INTENT,         /* its tags say that it attacks, and it asks for more than a plain page */
	NUCLEI_REASON_UNSAFE,         /* malformed HTTP, races, pipelines */
	NUCLEI_REASON_METHOD,         /* another method than GET or HEAD */
	NUCLEI_REASON_BODY,           /* a request with a body */
	NUCLEI_REASON_CHANGE,         /* a request that may change something: delete, reboot, upload */
	NUCLEI_REASON_ELSEWHERE,      /* a request to another host or port */
	NUCLEI_REASON_HEADER,         /* a request with headers that pretend to be somebody */
	NUCLEI_REASON_SENDS,          /* tcp: bytes that the probe does not send */
	/* It cannot be answered from what is stored. */
	NUCLEI_REASON_CHAINED,  /* a request or a matcher needs what an earlier answer said */
	NUCLEI_REASON_RANDOM,   /* it needs a value that is drawn when it runs */
	NUCLEI_REASON_UNSTORED, /* it asks for something that no observation holds: the time an answer took */
	/* It is not understood. */
	NUCLEI_REASON_FUNCTION,   /* a function or an operator that is not known here */
	NUCLEI_REASON_EXPRESSION, /* an expression with a mistake */
	NUCLEI_REASON_PATTERN,    /* a regular expression that Go or this engine does not take */
	NUCLEI_REASON_MATCHER,    /* a matcher or extractor of a kind that is not known here, or nothing that decides */
	NUCLEI_REASON_KEY,        /* a key that may change the meaning and is not known here */
	NUCLEI_REASON_COUNT,
};

/* The first place of the gravest reason. */
struct nuclei_refusal {
	enum nuclei_reason reason;
	unsigned line, column;
	const char *what; /* the word or path at fault, cut to 120 bytes; never NULL */
};

const char *nuclei_refusal_reason_name(enum nuclei_reason reason); /* "out_of_band"; "safe" */

#endif
