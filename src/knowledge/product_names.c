/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/product_names.h"

static const struct product_names table[] = {
	{{{"f5", "nginx"}, {"nginx", "nginx"}, {"igor_sysoev", "nginx"}}, "nginx"},
	{{{"apache", "http_server"}}, "apache2"},
	{{{"apache", "tomcat"}}, "tomcat"},
	{{{"microsoft", "internet_information_services"},
	  {"microsoft", "internet_information_server"},
	  {"microsoft", "iis"}},
	 NULL},
	{{{"lighttpd", "lighttpd"}}, "lighttpd"},
	{{{"eclipse", "jetty"}, {"mortbay", "jetty"}, {"mortbay_jetty", "jetty"}}, "jetty"},
	{{{"php", "php"}}, "php"},
	{{{"openssl", "openssl"}, {"openssl_project", "openssl"}}, "openssl"},
	{{{"openbsd", "openssh"}}, "openssh"},
	{{{"dropbear_ssh_project", "dropbear_ssh"}, {"matt_johnston", "dropbear_ssh_server"}}, "dropbear"},
	{{{"postfix", "postfix"}, {"wietse_venema", "postfix"}}, "postfix"},
	{{{"exim", "exim"}, {"university_of_cambridge", "exim"}}, "exim4"},
	{{{"sendmail", "sendmail"}, {"proofpoint", "sendmail"}}, "sendmail"},
	{{{"dovecot", "dovecot"}, {"timo_sirainen", "dovecot"}}, "dovecot"},
	{{{"cyrus", "imap"}, {"cmu", "cyrus_imap_server"}}, "cyrus-imapd"},
	{{{"proftpd", "proftpd"}, {"proftpd_project", "proftpd"}}, "proftpd-dfsg"},
	{{{"vsftpd_project", "vsftpd"}, {"beasts", "vsftpd"}, {"vsftpd", "vsftpd"}}, "vsftpd"},
	{{{"pureftpd", "pure-ftpd"}}, "pure-ftpd"},
	{{{"isc", "bind"}}, "bind9"},
	{{{"thekelleys", "dnsmasq"}}, "dnsmasq"},
	{{{"nlnetlabs", "unbound"}}, "unbound"},
	{{{"oracle", "mysql"}, {"mysql", "mysql"}, {"oracle", "mysql_server"}, {"sun", "mysql"}}, NULL},
	{{{"mariadb", "mariadb"}}, "mariadb"},
	{{{"postgresql", "postgresql"}}, "postgresql"},
	{{{"redis", "redis"}, {"redislabs", "redis"}, {"pivotal_software", "redis"}}, "redis"},
	{{{"memcached", "memcached"}, {"memcachedb", "memcached"}}, "memcached"},
	{{{"samba", "samba"}}, "samba"},
	{{{"squid-cache", "squid"}, {"squid", "squid"}}, "squid"},
	{{{"hcltech", "domino"}, {"ibm", "domino"}, {"ibm", "lotus_domino"}}, NULL},
	{{{"linux", "linux_kernel"}}, "linux"},
};

const struct product_names *product_names_find(struct str vendor, struct str product)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		for (size_t j = 0; j < PRODUCT_NAMES_MAX && table[i].names[j].vendor; j++)
			if (str_is(product, table[i].names[j].product) && str_is(vendor, table[i].names[j].vendor))
				return &table[i];
	return NULL;
}
