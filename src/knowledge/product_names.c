/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/product_names.h"

static const struct product_names table[] = {
	{{{"f5", "nginx"}, {"nginx", "nginx"}, {"igor_sysoev", "nginx"}}, "nginx", NULL},
	{{{"apache", "http_server"}}, "apache2", "Apache HTTP Server"},
	{{{"apache", "tomcat"}}, "tomcat", "Apache Tomcat"},
	{{{"microsoft", "internet_information_services"},
	  {"microsoft", "internet_information_server"},
	  {"microsoft", "iis"}},
	 NULL,
	 "Microsoft IIS"},
	{{{"lighttpd", "lighttpd"}}, "lighttpd", NULL},
	{{{"eclipse", "jetty"}, {"mortbay", "jetty"}, {"mortbay_jetty", "jetty"}}, "jetty", NULL},
	{{{"php", "php"}}, "php", NULL},
	{{{"openssl", "openssl"}, {"openssl_project", "openssl"}}, "openssl", NULL},
	{{{"openbsd", "openssh"}}, "openssh", NULL},
	{{{"dropbear_ssh_project", "dropbear_ssh"}, {"matt_johnston", "dropbear_ssh_server"}}, "dropbear", NULL},
	{{{"postfix", "postfix"}, {"wietse_venema", "postfix"}}, "postfix", NULL},
	{{{"exim", "exim"}, {"university_of_cambridge", "exim"}}, "exim4", "Exim"},
	{{{"sendmail", "sendmail"}, {"proofpoint", "sendmail"}}, "sendmail", NULL},
	{{{"dovecot", "dovecot"}, {"timo_sirainen", "dovecot"}}, "dovecot", NULL},
	{{{"cyrus", "imap"}, {"cmu", "cyrus_imap_server"}}, "cyrus-imapd", NULL},
	{{{"proftpd", "proftpd"}, {"proftpd_project", "proftpd"}}, "proftpd-dfsg", NULL},
	{{{"vsftpd_project", "vsftpd"}, {"beasts", "vsftpd"}, {"vsftpd", "vsftpd"}}, "vsftpd", NULL},
	{{{"pureftpd", "pure-ftpd"}}, "pure-ftpd", NULL},
	{{{"isc", "bind"}}, "bind9", "BIND"},
	{{{"thekelleys", "dnsmasq"}}, "dnsmasq", NULL},
	{{{"nlnetlabs", "unbound"}}, "unbound", NULL},
	{{{"oracle", "mysql"}, {"mysql", "mysql"}, {"oracle", "mysql_server"}, {"sun", "mysql"}}, "mysql", NULL},
	{{{"mariadb", "mariadb"}}, "mariadb", NULL},
	{{{"postgresql", "postgresql"}}, "postgresql", NULL},
	{{{"redis", "redis"}, {"redislabs", "redis"}, {"pivotal_software", "redis"}}, "redis", NULL},
	{{{"memcached", "memcached"}, {"memcachedb", "memcached"}}, "memcached", NULL},
	{{{"samba", "samba"}}, "samba", NULL},
	{{{"squid-cache", "squid"}, {"squid", "squid"}}, "squid", NULL},
	{{{"hcltech", "domino"}, {"ibm", "domino"}, {"ibm", "lotus_domino"}}, NULL, NULL},
	{{{"linux", "linux_kernel"}}, "linux", NULL},
	{{{"microsoft", "exchange_server"}}, NULL, "Microsoft Exchange Server"},
	{{{"debian", "debian_linux"}}, NULL, "Debian"},
	{{{"canonical", "ubuntu_linux"}}, NULL, "Ubuntu"},
	{{{"redhat", "enterprise_linux"}}, NULL, "Red Hat Enterprise Linux"},
	{{{"centos", "centos"}}, NULL, "CentOS"},
};

const struct product_names *product_names_find(struct str vendor, struct str product)
{
	for (size_t i = 0; i < COUNT(table); i++)
		for (size_t j = 0; j < PRODUCT_NAMES_MAX && table[i].names[j].vendor; j++)
			if (str_is(product, table[i].names[j].product) && str_is(vendor, table[i].names[j].vendor))
				return &table[i];
	return NULL;
}
