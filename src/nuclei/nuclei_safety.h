/* SPDX-License-Identifier: Apache-2.0 */
/*
 * May a template's requests be made in a check-up? What its form gives away (payload lists, bodies, flows ...) is noted
 * where it is read; here its requests and tags are looked at. Knows attacks by their marks; must never know an answer.
 *
 * A request passes when it is a GET or HEAD that a visitor's browser might make: no marks of traversal, injection,
 * script or foreign addresses in the path, decoded up to twice; no credentials; no word by which applications change
 * something; only headers that say how to answer, not who asks. Where the template's tags say that it attacks
 * ("cve", "rce" ...), only what a visitor's browser asks for anyway passes: to read a version off the front page is no
 * attack, to read the list of users that a CVE lays open is one.
 *
 * That is a net, not a proof: what it lets through still waits for an administrator who turns the set on.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_SAFETY_H
#define TENKEN_NUCLEI_NUCLEI_SAFETY_H

#include "nuclei/nuclei_template.h"

/* Adds to the template's refusal. */
void nuclei_safety_judge(struct nuclei_template *template);

#endif
