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
#include "diagnosis/datagram/amplify.h"
#include "diagnosis/datagram/discovery.h"
#include "diagnosis/datagram/dns.h"
#include "diagnosis/datagram/manage.h"
#include "diagnosis/datagram/vpn.h"
#include "diagnosis/mail/mailbox.h"
#include "diagnosis/mail/smtp.h"
#include "diagnosis/remote/adb.h"
#include "diagnosis/remote/ftp.h"
#include "diagnosis/remote/irc.h"
#include "diagnosis/remote/rdp.h"
#include "diagnosis/remote/sip.h"
#include "diagnosis/remote/smb.h"
#include "diagnosis/remote/ssh.h"
#include "diagnosis/remote/telnet.h"
#include "diagnosis/remote/vnc.h"
#include "diagnosis/remote/x11.h"
#include "diagnosis/web/api.h"

const struct dialogue *const dialogue_table[] = {
	&adb_dialogue,
	&amqp_dialogue,
	&api_couchdb_dialogue,
	&api_docker_dialogue,
	&api_elasticsearch_dialogue,
	&api_etcd_dialogue,
	&api_influxdb_dialogue,
	&api_ipp_dialogue,
	&api_kubelet_dialogue,
	&api_kubernetes_dialogue,
	&api_winrm_dialogue,
	&dns_dialogue,
	&ftp_dialogue,
	&irc_dialogue,
	&ldap_dialogue,
	&mailbox_imap_dialogue,
	&mailbox_pop3_dialogue,
	&memcached_dialogue,
	&mongodb_dialogue,
	&mqtt_dialogue,
	&mssql_dialogue,
	&mysql_dialogue,
	&oracle_dialogue,
	&postgresql_dialogue,
	&rdp_dialogue,
	&redis_dialogue,
	&rpc_mount_dialogue,
	&rpc_nfs_dialogue,
	&rpc_portmapper_dialogue,
	&rsync_dialogue,
	&sip_dialogue,
	&smb_dialogue,
	&smtp_dialogue,
	&ssh_dialogue,
	&telnet_dialogue,
	&vnc_dialogue,
	&x11_dialogue,
	NULL,
};

const struct dialogue *const dialogue_table_udp[] = {
	&amplify_chargen_dialogue,   &amplify_memcached_dialogue,
	&amplify_ntp_dialogue,       &amplify_portmapper_dialogue,
	&amplify_qotd_dialogue,      &discovery_cldap_dialogue,
	&discovery_coap_dialogue,    &discovery_mdns_dialogue,
	&discovery_netbios_dialogue, &discovery_ssdp_dialogue,
	&discovery_ws_dialogue,      &dns_udp_dialogue,
	&manage_ipmi_dialogue,       &manage_sip_dialogue,
	&manage_snmp_dialogue,       &vpn_ike_dialogue,
	&vpn_openvpn_dialogue,       NULL,
};

static const struct dialogue *find(const struct dialogue *const *row, uint16_t port)
{
	for (; *row; row++)
		for (const uint16_t *custom = (*row)->ports; *custom; custom++)
			if (*custom == port)
				return *row;
	return NULL;
}

const struct dialogue *dialogue_table_at(uint16_t port)
{
	return find(dialogue_table, port);
}

const struct dialogue *dialogue_table_udp_at(uint16_t port)
{
	return find(dialogue_table_udp, port);
}

const struct dialogue *dialogue_table_named(const char *service)
{
	for (const struct dialogue *const *row = dialogue_table; *row; row++)
		if (!strcmp((*row)->service, service))
			return *row;
	return NULL;
}
