/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/feed/feed_priv.h"

typedef enum err feed_reader(struct feed *feed, struct fault *why);

enum err feed_read(enum catalog_source source, struct feed *feed, struct fault *why)
{
	static feed_reader *const readers[CATALOG_SOURCES] = {
		[CATALOG_SOURCE_NVD] = feed_nvd_read,       [CATALOG_SOURCE_CVE5] = feed_cve5_read,
		[CATALOG_SOURCE_KEV] = feed_kev_read,       [CATALOG_SOURCE_EPSS] = feed_epss_read,
		[CATALOG_SOURCE_JVN] = feed_jvn_read,       [CATALOG_SOURCE_EOL] = feed_eol_read,
		[CATALOG_SOURCE_DEBIAN] = feed_debian_read,
	};

	feed->record = feed->taken = 0;
	if (!readers[source])
		return fault_set(why, ERR_UNSUPPORTED, "files of the source %s cannot be read",
				 catalog_source_name(source));
	return readers[source](feed, why);
}
