/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/cvss/cvss_priv.h"

static const struct cvss_metric *metrics_of(enum cvss_version version)
{
	switch (version) {
	case CVSS_V2: return cvss_v2_metrics;
	case CVSS_V3_0:
	case CVSS_V3_1: return cvss_v3_metrics;
	case CVSS_V4_0: return cvss_v4_metrics;
	}
	return cvss_v4_metrics;
}

/* Takes the label from the vector's head; what has none is v2. */
static enum err read_version(struct str *vector, enum cvss_version *ret_version, struct fault *why)
{
	static const struct {
		const char *label;
		enum cvss_version version;
	} labels[] = {{"CVSS:3.1/", CVSS_V3_1}, {"CVSS:3.0/", CVSS_V3_0}, {"CVSS:4.0/", CVSS_V4_0}};

	for (size_t i = 0; i < COUNT(labels); i++) {
		if (str_starts(*vector, labels[i].label)) {
			*vector = str_skip(*vector, str_from(labels[i].label).n);
			*ret_version = labels[i].version;
			return ERR_OK;
		}
	}
	if (str_starts(*vector, "CVSS:"))
		return fault_set(why, ERR_INVALID, "unknown CVSS version");
	if (str_starts(*vector, "(") && str_ends(*vector, ")"))
		*vector = (struct str){vector->p + 1, vector->n - 2};
	*ret_version = CVSS_V2;
	return ERR_OK;
}

/* The place of a word in a list separated by spaces, from 1; 0 when it is not there. */
static unsigned char word_place(const char *words, struct str word)
{
	struct str rest = str_from(words);

	for (unsigned char place = 1; rest.p; place++)
		if (str_eq(str_cut(&rest, ' '), word))
			return place;
	return 0;
}

/* Reads one "NAME:VALUE"; *last is the place of the metric before it. */
static enum err read_metric(struct str part, const struct cvss_metric *metrics, struct cvss *cvss, int *last,
			    struct fault *why)
{
	struct str value = part;
	struct str name = str_cut(&value, ':');
	unsigned char place;
	int i = 0;

	while (metrics[i].name && !str_is(name, metrics[i].name))
		i++;
	if (!metrics[i].name)
		return fault_set(why, ERR_INVALID, "unknown metric \"%.*s\"", (int)(name.n > 16 ? 16 : name.n), name.p);
	if (cvss->values[i])
		return fault_set(why, ERR_INVALID, "metric %s is given twice", metrics[i].name);
	if (cvss->version == CVSS_V4_0 && i < *last)
		return fault_set(why, ERR_INVALID, "metric %s is out of order", metrics[i].name);
	place = value.p ? word_place(metrics[i].words, value) : 0;
	if (!place)
		return fault_set(why, ERR_INVALID, "metric %s has a value other than %s", metrics[i].name,
				 metrics[i].words);
	cvss->values[i] = place;
	*last = i;
	return ERR_OK;
}

enum err cvss_parse(struct str vector, struct cvss *ret_cvss, struct fault *why)
{
	struct cvss cvss = {0};
	const struct cvss_metric *metrics;
	int last = -1;
	enum err err;

	if (vector.n > CVSS_VECTOR_MAX)
		return fault_set(why, ERR_INVALID, "a vector has at most %d bytes", CVSS_VECTOR_MAX);
	err = read_version(&vector, &cvss.version, why);
	if (err)
		return err;
	metrics = metrics_of(cvss.version);
	do {
		err = read_metric(str_cut(&vector, '/'), metrics, &cvss, &last, why);
		if (err)
			return err;
	} while (vector.p);
	for (int i = 0; metrics[i].name; i++)
		if (metrics[i].group == CVSS_BASE && !cvss.values[i])
			return fault_set(why, ERR_INVALID, "base metric %s is missing", metrics[i].name);
	*ret_cvss = cvss;
	return ERR_OK;
}

struct cvss_scores cvss_score(const struct cvss *cvss)
{
	switch (cvss->version) {
	case CVSS_V2: return cvss_v2_score(cvss);
	case CVSS_V3_0:
	case CVSS_V3_1: return cvss_v3_score(cvss);
	case CVSS_V4_0: return cvss_v4_score(cvss);
	}
	return (struct cvss_scores){0};
}

enum cvss_severity cvss_severity_of(enum cvss_version version, double score)
{
	if (version == CVSS_V2)
		return score < 3.95 ? CVSS_LOW : score < 6.95 ? CVSS_MEDIUM : CVSS_HIGH;
	if (score < 0.05)
		return CVSS_NONE;
	if (score < 3.95)
		return CVSS_LOW;
	if (score < 6.95)
		return CVSS_MEDIUM;
	return score < 8.95 ? CVSS_HIGH : CVSS_CRITICAL;
}

const char *cvss_severity_name(enum cvss_severity severity)
{
	static const char *const names[] = {"NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL"};

	return names[severity];
}

const char *cvss_version_name(enum cvss_version version)
{
	static const char *const names[] = {"2.0", "3.0", "3.1", "4.0"};

	return names[version];
}
