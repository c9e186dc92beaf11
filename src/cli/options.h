/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options of a command: "--name value", "--name=value", "--flag", and what stands beside them. "--" ends the options.
 */
#ifndef TENKEN_CLI_OPTIONS_H
#define TENKEN_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct option_spec {
	const char *name;   /* without the dashes */
	const char **value; /* where its value goes; NULL for a flag */
	bool *flag;         /* set when it is given; may be NULL beside a value */
};

#define OPTIONS_OTHERS_MAX 1000

struct options {
	const char *command; /* "edition check": names the help and the messages */
	const struct option_spec *specs;
	size_t count;
	const char *others[OPTIONS_OTHERS_MAX]; /* found beside the options */
	size_t other_count, others_min, others_max;
};

enum options_outcome { OPTIONS_GOOD, OPTIONS_HELP_SHOWN, OPTIONS_WRONG };

/* Reads argv[0..argc). "--help" prints the command's text on standard output; what is wrong is said on standard
 * error with a pointer to the help. */
enum options_outcome options_read(struct options *options, int argc, char **argv);

#endif
