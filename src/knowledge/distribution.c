/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/distribution.h"

#include <string.h>

#include "base/ascii.h"

#define BACKPORT "~bpo" /* in the revision of a package of Debian's backports */

/* ---- what the releases are called, and what they shipped ---- */

struct release {
	enum distribution distribution;
	const char *number, *code_name;
};

static const struct release releases[] = {
	{DISTRIBUTION_DEBIAN, "7", "wheezy"},     {DISTRIBUTION_DEBIAN, "8", "jessie"},
	{DISTRIBUTION_DEBIAN, "9", "stretch"},    {DISTRIBUTION_DEBIAN, "10", "buster"},
	{DISTRIBUTION_DEBIAN, "11", "bullseye"},  {DISTRIBUTION_DEBIAN, "12", "bookworm"},
	{DISTRIBUTION_DEBIAN, "13", "trixie"},    {DISTRIBUTION_UBUNTU, "12.04", "precise"},
	{DISTRIBUTION_UBUNTU, "14.04", "trusty"}, {DISTRIBUTION_UBUNTU, "16.04", "xenial"},
	{DISTRIBUTION_UBUNTU, "18.04", "bionic"}, {DISTRIBUTION_UBUNTU, "20.04", "focal"},
	{DISTRIBUTION_UBUNTU, "22.04", "jammy"},  {DISTRIBUTION_UBUNTU, "24.04", "noble"},
};

/* Versions that one release alone shipped; with a dot at the end, whatever follows it. */
struct shipped {
	enum distribution distribution;
	const char *product, *version, *release;
};

static const struct shipped shipped[] = {
	{DISTRIBUTION_DEBIAN, "openssh", "6.0p1", "7"},
	{DISTRIBUTION_DEBIAN, "openssh", "6.7p1", "8"},
	{DISTRIBUTION_DEBIAN, "openssh", "7.4p1", "9"},
	{DISTRIBUTION_DEBIAN, "openssh", "7.9p1", "10"},
	{DISTRIBUTION_DEBIAN, "openssh", "8.4p1", "11"},
	{DISTRIBUTION_DEBIAN, "openssh", "9.2p1", "12"},
	{DISTRIBUTION_DEBIAN, "openssh", "10.0p2", "13"},
	{DISTRIBUTION_DEBIAN, "http_server", "2.2.22", "7"},
	{DISTRIBUTION_DEBIAN, "http_server", "2.4.10", "8"},
	{DISTRIBUTION_DEBIAN, "http_server", "2.4.25", "9"},
	{DISTRIBUTION_DEBIAN, "http_server", "2.4.38", "10"},
	{DISTRIBUTION_DEBIAN, "bind", "9.16.", "11"},
	{DISTRIBUTION_DEBIAN, "bind", "9.18.", "12"},
	{DISTRIBUTION_DEBIAN, "bind", "9.20.", "13"},
	{DISTRIBUTION_UBUNTU, "openssh", "5.9p1", "12.04"},
	{DISTRIBUTION_UBUNTU, "openssh", "6.6.1p1", "14.04"},
	{DISTRIBUTION_UBUNTU, "openssh", "7.2p2", "16.04"},
	{DISTRIBUTION_UBUNTU, "openssh", "7.6p1", "18.04"},
	{DISTRIBUTION_UBUNTU, "openssh", "8.2p1", "20.04"},
	{DISTRIBUTION_UBUNTU, "openssh", "8.9p1", "22.04"},
	{DISTRIBUTION_UBUNTU, "openssh", "9.6p1", "24.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.2.22", "12.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.4.7", "14.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.4.18", "16.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.4.29", "18.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.4.41", "20.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.4.52", "22.04"},
	{DISTRIBUTION_UBUNTU, "http_server", "2.4.58", "24.04"},
	{DISTRIBUTION_UBUNTU, "nginx", "1.4.6", "14.04"},
	{DISTRIBUTION_UBUNTU, "nginx", "1.10.3", "16.04"},
	{DISTRIBUTION_UBUNTU, "nginx", "1.14.0", "18.04"},
	{DISTRIBUTION_UBUNTU, "nginx", "1.24.0", "24.04"},
	{DISTRIBUTION_CENTOS, "http_server", "2.2.15", "6"},
	{DISTRIBUTION_CENTOS, "http_server", "2.4.6", "7"},
	{DISTRIBUTION_CENTOS, "http_server", "2.4.37", "8"},
	{DISTRIBUTION_RED_HAT, "http_server", "2.2.15", "6"},
	{DISTRIBUTION_RED_HAT, "http_server", "2.4.6", "7"},
	{DISTRIBUTION_RED_HAT, "http_server", "2.4.37", "8"},
};

static const char *code_name_of(enum distribution distribution, const char *number)
{
	for (size_t i = 0; i < COUNT(releases); i++)
		if (releases[i].distribution == distribution && !strcmp(releases[i].number, number))
			return releases[i].code_name;
	return "";
}

static bool is_in_series(struct str version, const char *series)
{
	return str_ends(str_from(series), ".") && str_starts(version, series);
}

static const char *shipped_by(enum distribution distribution, struct str product, struct str version)
{
	for (size_t i = 0; i < COUNT(shipped); i++)
		if (shipped[i].distribution == distribution && str_is(product, shipped[i].product) &&
		    (str_is(version, shipped[i].version) || is_in_series(version, shipped[i].version)))
			return shipped[i].release;
	return "";
}

/* ---- marks in a text ---- */

static size_t find_any_case(struct str text, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= text.n; i++)
		if (str_eq_ascii_case(str_of(text.p + i, length), str_of(word, length)))
			return i;
	return text.n;
}

static enum distribution named_in(struct str text)
{
	static const struct {
		const char *word;
		enum distribution distribution;
	} words[] = {
		{"ubuntu", DISTRIBUTION_UBUNTU},      {"raspbian", DISTRIBUTION_OTHER},
		{"debian", DISTRIBUTION_DEBIAN},      {"+deb", DISTRIBUTION_DEBIAN},
		{"~deb", DISTRIBUTION_DEBIAN},        {"~bpo", DISTRIBUTION_DEBIAN},
		{"centos", DISTRIBUTION_CENTOS},      {"red hat", DISTRIBUTION_RED_HAT},
		{"redhat", DISTRIBUTION_RED_HAT},     {"fedora", DISTRIBUTION_OTHER},
		{"rocky linux", DISTRIBUTION_OTHER},  {"almalinux", DISTRIBUTION_OTHER},
		{"oracle linux", DISTRIBUTION_OTHER}, {"amazon linux", DISTRIBUTION_OTHER},
		{"suse", DISTRIBUTION_OTHER},         {"alpine", DISTRIBUTION_OTHER},
		{"gentoo", DISTRIBUTION_OTHER},
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (find_any_case(text, words[i].word) < text.n)
			return words[i].distribution;
	return DISTRIBUTION_NONE;
}

/* What Debian policy lets a revision hold. */
static bool is_revision_byte(char c)
{
	return ascii_is_letter_or_digit(c) || c == '+' || c == '.' || c == '~';
}

static struct str take_revision(struct str text)
{
	size_t end = 0;

	while (end < text.n && is_revision_byte(text.p[end]))
		end++;
	return end && ascii_is_digit(*text.p) ? str_head(text, end) : STR("");
}

/* The revision behind the version: at once ("9.18.24-1-Debian"), or behind a name ("9.2p1 Debian-2+deb12u3",
 * "10.11.6-MariaDB-0+deb12u1"). */
static struct str revision_in(struct str text, struct str version)
{
	static const char *const names[] = {"-", " Debian-", " Ubuntu-", "-MariaDB-"};
	size_t at = 0;

	for (; version.n && at + version.n <= text.n; at++)
		if (str_eq(str_of(text.p + at, version.n), version))
			break;
	if (!version.n || at + version.n > text.n)
		return STR("");
	text = str_skip(text, at + version.n);
	for (size_t i = 0; i < COUNT(names); i++) {
		struct str revision =
			str_starts(text, names[i]) ? take_revision(str_skip(text, strlen(names[i]))) : STR("");
		if (revision.n)
			return revision;
	}
	return STR("");
}

/* "22.04" of "0.22.04.1", what stands behind "ubuntu" in a revision. */
static struct str ubuntu_number(struct str text)
{
	struct str number = str_head(str_skip(text, str_index(text, '.') + 1), 5);

	if (number.n < 5 || number.p[2] != '.')
		return STR("");
	for (size_t i = 0; i < 5; i++)
		if (i != 2 && !ascii_is_digit(number.p[i]))
			return STR("");
	return number;
}

/* "12" of "12u3". */
static struct str leading_number(struct str text)
{
	size_t end = 0;

	while (end < text.n && end < 2 && ascii_is_digit(text.p[end]))
		end++;
	return str_head(text, end);
}

/* Debian's backports, made for a release of a version that belongs to a later one: "12" of "+deb13u1~bpo12+1". Until
 * release 7 they counted in tens: "~bpo70+1". */
static struct str backported_to(struct str text)
{
	struct str number = leading_number(str_skip(text, str_find(text, BACKPORT) + strlen(BACKPORT)));

	if (number.n == 2 && number.p[0] >= '4' && number.p[1] == '0')
		number = str_head(number, 1);
	return number;
}

/* The release that a revision names: "+deb12u3", "ubuntu0.22.04.1", ".el7_9". */
static struct str release_in(enum distribution distribution, struct str text)
{
	static const struct {
		enum distribution distribution;
		const char *mark;
	} marks[] = {{DISTRIBUTION_DEBIAN, "+deb"},
		     {DISTRIBUTION_DEBIAN, "~deb"},
		     {DISTRIBUTION_UBUNTU, "ubuntu"},
		     {DISTRIBUTION_RED_HAT, ".el"},
		     {DISTRIBUTION_CENTOS, ".el"}};
	struct str backport = backported_to(text);

	if (distribution == DISTRIBUTION_DEBIAN && backport.n)
		return backport;
	for (size_t i = 0; i < COUNT(marks); i++) {
		struct str rest = str_skip(text, str_find(text, marks[i].mark) + strlen(marks[i].mark));
		struct str number = distribution == DISTRIBUTION_UBUNTU ? ubuntu_number(rest) : leading_number(rest);
		if (marks[i].distribution == distribution && number.n)
			return number;
	}
	return STR("");
}

struct distribution_package distribution_read(struct arena *arena, struct str product, struct str version,
					      struct str text)
{
	struct distribution_package package = {named_in(text), "", "", "", false};
	struct str revision;

	if (package.distribution == DISTRIBUTION_NONE || package.distribution == DISTRIBUTION_OTHER)
		return package;
	revision = revision_in(text, version);
	if (revision.n && package.distribution <= DISTRIBUTION_UBUNTU)
		package.version =
			arena_printf(arena, "%.*s-%.*s", (int)version.n, version.p, (int)revision.n, revision.p);
	package.release = str_dup(arena, release_in(package.distribution, text));
	package.is_release_shown = *package.release != '\0';
	if (!package.is_release_shown)
		package.release = shipped_by(package.distribution, product, version);
	package.code_name = code_name_of(package.distribution, package.release);
	return package;
}

const char *distribution_name(enum distribution distribution)
{
	static const char *const names[] = {"", "Debian", "Ubuntu", "Red Hat Enterprise Linux", "CentOS", "Linux"};

	return names[distribution];
}

bool distribution_cpe(enum distribution distribution, const char **ret_vendor, const char **ret_product)
{
	static const struct {
		const char *vendor, *product;
	} names[] = {
		[DISTRIBUTION_DEBIAN] = {"debian", "debian_linux"},
		[DISTRIBUTION_UBUNTU] = {"canonical", "ubuntu_linux"},
		[DISTRIBUTION_RED_HAT] = {"redhat", "enterprise_linux"},
		[DISTRIBUTION_CENTOS] = {"centos", "centos"},
		[DISTRIBUTION_OTHER] = {NULL, NULL},
	};

	if (!names[distribution].vendor)
		return false;
	*ret_vendor = names[distribution].vendor;
	*ret_product = names[distribution].product;
	return true;
}
