/* SPDX-License-Identifier: Apache-2.0 */
#include "main/check_table.h"

#include "checks/dns/caa_record.h"
#include "checks/dns/dangling_name.h"
#include "checks/dns/dns_version_disclosure.h"
#include "checks/dns/dnssec.h"
#include "checks/dns/domain_expiry.h"
#include "checks/dns/domain_lock.h"
#include "checks/dns/lame_delegation.h"
#include "checks/dns/look_alike_domain.h"
#include "checks/dns/name_server_diversity.h"
#include "checks/dns/open_resolver.h"
#include "checks/dns/zone_transfer.h"
#include "checks/mail/dkim_key.h"
#include "checks/mail/dmarc_policy.h"
#include "checks/mail/dmarc_record.h"
#include "checks/mail/dmarc_report.h"
#include "checks/mail/mailless_domain.h"
#include "checks/mail/mta_sts.h"
#include "checks/mail/open_relay.h"
#include "checks/mail/reverse_dns.h"
#include "checks/mail/smtp_auth_before_tls.h"
#include "checks/mail/smtp_disclosure.h"
#include "checks/mail/spf_policy.h"
#include "checks/mail/spf_record.h"
#include "checks/mail/starttls.h"
#include "checks/mail/tls_rpt.h"
#include "checks/service/amplifier.h"
#include "checks/service/cleartext_login.h"
#include "checks/service/exposed_service.h"
#include "checks/service/open_service.h"
#include "checks/service/rdp_exposed.h"
#include "checks/service/smb_exposed.h"
#include "checks/service/ssh_password_login.h"
#include "checks/service/ssh_protocol_1.h"
#include "checks/service/ssh_weak_algorithms.h"
#include "checks/software/end_of_life.h"
#include "checks/software/known_vulnerability.h"
#include "checks/software/template_match.h"
#include "checks/tls/outdated_tls.h"
#include "checks/tls/tls_certificate_chain.h"
#include "checks/tls/tls_certificate_expiry.h"
#include "checks/tls/tls_certificate_key.h"
#include "checks/tls/tls_certificate_name.h"
#include "checks/tls/tls_certificate_revocation.h"
#include "checks/tls/tls_certificate_transparency.h"
#include "checks/tls/tls_extension.h"
#include "checks/tls/tls_no_forward_secrecy.h"
#include "checks/tls/tls_weak_cipher.h"
#include "checks/tls/tls_weak_dh.h"
#include "checks/web/admin_login_exposed.h"
#include "checks/web/cookie_flags.h"
#include "checks/web/cors_any_origin.h"
#include "checks/web/default_page.h"
#include "checks/web/exposed_file.h"
#include "checks/web/hsts.h"
#include "checks/web/http_method.h"
#include "checks/web/https_redirect.h"
#include "checks/web/mixed_content.h"
#include "checks/web/security_headers.h"
#include "checks/web/version_disclosure.h"
#include "checks/web/vpn_login_exposed.h"

/* What the checks of exposed services read. */
#define SERVICE_UDP  "service.answer"
#define SERVICE      "service.answer, service.banner, port.open, port.summary"
#define SERVICE_HTTP SERVICE ", http.response"

/* What names software (checks/software.c). */
#define SOFTWARE                                                                                                       \
	"service.banner, service.answer, http.response, http.favicon, tls.certificate, dns.version, nmap.service"

const struct check check_table[] = {
	{"adb-exposed", SERVICE, adb_exposed_judge},
	{"admin-login-exposed", "http.response", admin_login_exposed_judge},
	{"caa-record", "dns.answer", caa_record_judge},
	{"camera-open", SERVICE, camera_open_judge},
	{"chargen-open", SERVICE_UDP, chargen_open_judge},
	{"cldap-open", SERVICE_UDP, cldap_open_judge},
	{"cleartext-login", "port.open, port.summary, service.banner, service.auth", cleartext_login_judge},
	{"cms-version-disclosure", "http.response", cms_version_disclosure_judge},
	{"cookie-flags", "http.response", cookie_flags_judge},
	{"cors-any-origin", "http.response", cors_any_origin_judge},
	{"couchdb-open", SERVICE_HTTP, couchdb_open_judge},
	{"dangling-name", "dns.answer", dangling_name_judge},
	{"database-exposed", SERVICE_HTTP, database_exposed_judge},
	{"default-page", "http.response", default_page_judge},
	{"directory-listing", "http.response", directory_listing_judge},
	{"dkim-key", "dns.answer", dkim_key_judge},
	{"dmarc-policy", "dns.answer", dmarc_policy_judge},
	{"dmarc-record", "dns.answer", dmarc_record_judge},
	{"dmarc-report", "dns.answer", dmarc_report_judge},
	{"dns-version-disclosure", "dns.version", dns_version_disclosure_judge},
	{"dnssec", "dnssec.chain", dnssec_judge},
	{"docker-api-open", SERVICE_HTTP, docker_api_open_judge},
	{"domain-expiry", "domain.registration", domain_expiry_judge},
	{"domain-lock", "domain.registration", domain_lock_judge},
	{"elasticsearch-open", SERVICE_HTTP, elasticsearch_open_judge},
	{"end-of-life", SOFTWARE, end_of_life_judge},
	{"exposed-backup", "http.response", exposed_backup_judge},
	{"exposed-environment", "http.response", exposed_environment_judge},
	{"exposed-repository", "http.response", exposed_repository_judge},
	{"file-sharing-exposed", SERVICE, file_sharing_exposed_judge},
	{"ftp-anonymous", SERVICE, ftp_anonymous_judge},
	{"hsts", "http.response", hsts_judge},
	{"http-trace", "http.response", http_trace_judge},
	{"https-redirect", "http.response", https_redirect_judge},
	{"industrial-exposed", SERVICE, industrial_exposed_judge},
	{"ipmi-exposed", SERVICE_UDP, ipmi_exposed_judge},
	{"known-vulnerability", SOFTWARE, known_vulnerability_judge},
	{"kubernetes-open", SERVICE, kubernetes_open_judge},
	{"lame-delegation", "dns.server", lame_delegation_judge},
	{"ldap-exposed", SERVICE, ldap_exposed_judge},
	{"look-alike-domain", "domain.lookalike", look_alike_domain_judge},
	{"mailless-domain", "dns.answer", mailless_domain_judge},
	{"mdns-open", SERVICE_UDP, mdns_open_judge},
	{"memcached-open", SERVICE, memcached_open_judge},
	{"memcached-udp-open", SERVICE_UDP, memcached_udp_open_judge},
	{"mixed-content", "http.response", mixed_content_judge},
	{"mongodb-without-password", SERVICE, mongodb_without_password_judge},
	{"mqtt-anonymous", SERVICE, mqtt_anonymous_judge},
	{"mta-sts", "dns.answer, mail.policy", mta_sts_judge},
	{"name-server-diversity", "dns.server", name_server_diversity_judge},
	{"nfs-exported", SERVICE, nfs_exported_judge},
	{"ntp-monlist", SERVICE_UDP, ntp_monlist_judge},
	{"open-proxy", "http.response", open_proxy_judge},
	{"open-relay", "smtp.relay", open_relay_judge},
	{"open-resolver", "dns.recursion", open_resolver_judge},
	{"outdated-tls", "tls.version", outdated_tls_judge},
	{"pptp-exposed", SERVICE, pptp_exposed_judge},
	{"printer-exposed", SERVICE, printer_exposed_judge},
	{"rdp-exposed", "rdp.security, " SERVICE, rdp_exposed_judge},
	{"redis-without-password", SERVICE, redis_without_password_judge},
	{"reverse-dns", "dns.answer, smtp.capabilities", reverse_dns_judge},
	{"rpc-exposed", SERVICE, rpc_exposed_judge},
	{"rsync-open", SERVICE, rsync_open_judge},
	{"security-headers", "http.response", security_headers_judge},
	{"server-status-exposed", "http.response", server_status_exposed_judge},
	{"server-version-disclosure", "http.response", server_version_disclosure_judge},
	{"sip-exposed", SERVICE, sip_exposed_judge},
	{"smb-exposed", "smb.negotiate, " SERVICE, smb_exposed_judge},
	{"smtp-auth-before-tls", "smtp.capabilities", smtp_auth_before_tls_judge},
	{"smtp-disclosure", "smtp.verify, smtp.capabilities", smtp_disclosure_judge},
	{"snmp-public", SERVICE_UDP, snmp_public_judge},
	{"spf-policy", "dns.answer", spf_policy_judge},
	{"spf-record", "dns.answer", spf_record_judge},
	{"ssdp-open", SERVICE_UDP, ssdp_open_judge},
	{"ssh-password-login", "ssh.algorithms, service.banner", ssh_password_login_judge},
	{"ssh-protocol-1", "service.banner, ssh.algorithms", ssh_protocol_1_judge},
	{"ssh-weak-algorithms", "ssh.algorithms, service.banner", ssh_weak_algorithms_judge},
	{"starttls", "smtp.capabilities", starttls_judge},
	{"template-match", "http.response, dns.answer, service.banner, tls.certificate, tls.version",
	 template_match_judge},
	{"tftp-open", SERVICE_UDP, tftp_open_judge},
	{"tls-certificate-chain", "tls.chain, tls.certificate", tls_certificate_chain_judge},
	{"tls-certificate-expiry", "tls.certificate, tls.version, http.response", tls_certificate_expiry_judge},
	{"tls-certificate-key", "tls.certificate", tls_certificate_key_judge},
	{"tls-certificate-name", "tls.certificate", tls_certificate_name_judge},
	{"tls-certificate-revocation", "tls.ocsp, tls.certificate", tls_certificate_revocation_judge},
	{"tls-certificate-transparency", "tls.certificate, tls.extension, tls.chain",
	 tls_certificate_transparency_judge},
	{"tls-compression", "tls.extension", tls_compression_judge},
	{"tls-heartbeat", "tls.extension", tls_heartbeat_judge},
	{"tls-no-forward-secrecy", "tls.version, tls.cipher", tls_no_forward_secrecy_judge},
	{"tls-renegotiation", "tls.extension", tls_renegotiation_judge},
	{"tls-rpt", "dns.answer", tls_rpt_judge},
	{"tls-weak-cipher", "tls.version, tls.cipher", tls_weak_cipher_judge},
	{"tls-weak-dh", "tls.key_exchange", tls_weak_dh_judge},
	{"vnc-exposed", SERVICE, vnc_exposed_judge},
	{"vpn-login-exposed", "http.response", vpn_login_exposed_judge},
	{"webdav", "http.response", webdav_judge},
	{"winrm-exposed", SERVICE, winrm_exposed_judge},
	{"ws-discovery-open", SERVICE_UDP, ws_discovery_open_judge},
	{"x11-open", SERVICE, x11_open_judge},
	{"zone-transfer", "dns.server", zone_transfer_judge},
	{"", "", NULL},
};
