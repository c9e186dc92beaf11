/* SPDX-License-Identifier: Apache-2.0 */
#include "application_size.h"

const char application_size_sql[] =
	"SELECT (SELECT SUM(LENGTH(company_name) + LENGTH(search_key) + LENGTH(contact_name) + LENGTH(mail) + "
	"LENGTH(edition) + 100) FROM company_case) + "
	"(SELECT SUM(LENGTH(actor_name) + LENGTH(reason) + LENGTH(detail) + 60) FROM event) + "
	"(SELECT SUM(LENGTH(CAST(answers AS BLOB)) + 30) FROM answer_sheet) + "
	"(SELECT SUM(LENGTH(CAST(shown AS BLOB)) + LENGTH(statement) + 30) FROM consent) + "
	"(SELECT SUM(LENGTH(CAST(body AS BLOB)) + LENGTH(CAST(subject AS BLOB)) + 150) FROM message) + "
	"(SELECT SUM(LENGTH(bytes) + LENGTH(nodes) + 30) FROM log_entry) + "
	"(SELECT SUM(LENGTH(unit) + LENGTH(key) + LENGTH(salt) + 10) FROM log_salt)";
