/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/sts_policy.h"

#include "checks/dns/domain.h"

/* What was read so far. */
struct reader {
	struct sts_policy policy;
	bool has_version, has_mode, has_age;
};

static bool mode_parse(struct str text, enum sts_mode *ret_mode)
{
	static const char *const names[] = {"none", "testing", "enforce"};

	for (size_t i = 0; i < COUNT(names); i++) {
		if (str_is(text, names[i])) {
			*ret_mode = (enum sts_mode)i;
			return true;
		}
	}
	return false;
}

static bool read_age(struct reader *reader, struct str value)
{
	uint64_t age;

	if (!str_to_u64(value, &age) || age > STS_AGE_MAX)
		return false;
	if (!reader->has_age)
		reader->policy.max_age = (unsigned)age;
	reader->has_age = true;
	return true;
}

static bool read_mode(struct reader *reader, struct str value)
{
	enum sts_mode mode;

	if (!mode_parse(value, &mode))
		return false;
	if (!reader->has_mode)
		reader->policy.mode = mode;
	reader->has_mode = true;
	return true;
}

static bool read_server(struct sts_policy *policy, struct str value)
{
	if (!value.n || value.n > DOMAIN_NAME_MAX || policy->server_count == STS_SERVERS_MAX)
		return false;
	policy->servers[policy->server_count++] = value;
	return true;
}

static bool read_line(struct reader *reader, struct str line)
{
	size_t colon = str_index(line, ':');
	struct str key = str_trim(str_head(line, colon)), value = str_trim(str_skip(line, colon + 1));

	if (colon == line.n)
		return false;
	if (str_is(key, "version")) {
		reader->has_version = true;
		return str_is(value, "STSv1");
	}
	if (str_is(key, "mode"))
		return read_mode(reader, value);
	if (str_is(key, "max_age"))
		return read_age(reader, value);
	return !str_is(key, "mx") || read_server(&reader->policy, value);
}

static const char *missing_key(const struct reader *reader)
{
	if (!reader->has_version)
		return "version";
	if (!reader->has_mode)
		return "mode";
	if (!reader->has_age)
		return "max_age";
	return reader->policy.mode != STS_NONE && !reader->policy.server_count ? "mx" : NULL;
}

bool sts_policy_parse(struct str text, struct sts_policy *ret_policy, struct str *ret_wrong)
{
	struct reader reader = {0};
	struct str rest = text, wrong = text;
	bool is_sound = text.n <= STS_POLICY_BYTES_MAX;

	while (is_sound && rest.n) {
		wrong = str_trim(str_cut(&rest, '\n'));
		is_sound = !wrong.n || read_line(&reader, wrong);
	}
	if (is_sound && missing_key(&reader)) {
		wrong = str_from(missing_key(&reader));
		is_sound = false;
	}
	if (is_sound)
		*ret_policy = reader.policy;
	else if (ret_wrong)
		*ret_wrong = wrong;
	return is_sound;
}

bool sts_policy_allows(const struct sts_policy *policy, struct str server)
{
	for (size_t i = 0; i < policy->server_count; i++) {
		struct str pattern = policy->servers[i];

		if (domain_is_same_name(pattern, server))
			return true;
		/* One label stands for the star. */
		if (str_starts(pattern, "*.") &&
		    domain_is_same_name(str_skip(pattern, 2), str_skip(server, str_index(server, '.') + 1)))
			return true;
	}
	return false;
}
