/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The knowledge that ships with the program (knowledge/, built in), so that a first check says useful things before
 * anything was imported: until when the products that small companies expose get security fixes.
 */
#ifndef TENKEN_LIBRARY_OWN_KNOWLEDGE_H
#define TENKEN_LIBRARY_OWN_KNOWLEDGE_H

#include "knowledge/catalog/catalog.h"

/* A catalog in the arena, compiled from knowledge/end_of_life.json; it answers about end of life only. Takes some
 * milliseconds: once a process. ERR_INVALID names what is wrong in the file. */
MUST_USE enum err own_knowledge_load(struct arena *arena, const struct catalog **ret_catalog, struct fault *why);

#endif
