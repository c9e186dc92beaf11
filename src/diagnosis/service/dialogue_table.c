/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/service/dialogue_table.h"

#include <string.h>

#include "diagnosis/data/amqp.h"
#include "diagnosis/data/ldap.h"
#include "diagnosis/data/memcached.h"
#include "diagnosis/data/mongodb.h"
#include "diagnosis/data/mqtt.h"
#include "diagnosis/data/mssql.h"
#include "diagnosis/data/mysql.h"
#include "diagnosis/data/oracle.h"
#include "diagnosis/data/postgresql.h"
#include "diagnosis/data/redis.h"
#include "diagnosis/data/rpc.h"
#include "diagnosis/data/rsync.h"
#include "diagnosis/mail/mailbox.h"
#include "diagnosis/mail/smtp.h"
#include "diagnosis/remote/ftp.h"
#include "diagnosis/remote/telnet.h"

const struct dialogue *const dialogue_table[] = {
	&amqp_dialogue,           &ftp_dialogue,        &ldap_dialogue,  &mailbox_imap_dialogue, &mailbox_pop3_dialogue,
	&memcached_dialogue,      &mongodb_dialogue,    &mqtt_dialogue,  &mssql_dialogue,        &mysql_dialogue,
	&oracle_dialogue,         &postgresql_dialogue, &redis_dialogue, &rpc_mount_dialogue,    &rpc_nfs_dialogue,
	&rpc_portmapper_dialogue, &rsync_dialogue,      &smtp_dialogue,  &telnet_dialogue,       NULL,
};

const struct dialogue *dialogue_table_at(uint16_t port)
{
	for (const struct dialogue *const *row = dialogue_table; *row; row++)
		for (const uint16_t *custom = (*row)->ports; *custom; custom++)
			if (*custom == port)
				return *row;
	return NULL;
}

const struct dialogue *dialogue_table_named(const char *service)
{
	for (const struct dialogue *const *row = dialogue_table; *row; row++)
		if (!strcmp((*row)->service, service))
			return *row;
	return NULL;
}
