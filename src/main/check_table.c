/* SPDX-License-Identifier: Apache-2.0 */
#include "main/check_table.h"

#include "checks/check_answer.h"
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
#include "checks/software/other_tool_report.h"
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
	{"adb-exposed", SERVICE, service_rule_judge, &open_service_adb, NULL},
	{"admin-login-exposed", "http.response", login_page_judge, &admin_login_exposed_rule, check_answer_sign_in},
	{"caa-record", "dns.answer", caa_record_judge, NULL, NULL},
	{"camera-open", SERVICE, service_rule_judge, &open_service_camera, NULL},
	{"chargen-open", SERVICE_UDP, amplifier_judge, &amplifier_chargen, NULL},
	{"cldap-open", SERVICE_UDP, amplifier_judge, &amplifier_cldap, NULL},
	{"cleartext-login", "port.open, port.summary, service.banner, service.auth", cleartext_login_judge, NULL, NULL},
	{"cms-version-disclosure", "http.response", version_disclosure_judge_cms, NULL, NULL},
	{"cookie-flags", "http.response", cookie_flags_judge, NULL, NULL},
	{"cors-any-origin", "http.response", cors_any_origin_judge, NULL, NULL},
	{"couchdb-open", SERVICE_HTTP, service_rule_judge, &open_service_couchdb, NULL},
	{"dangling-name", "dns.answer", dangling_name_judge, NULL, NULL},
	{"database-exposed", SERVICE_HTTP, service_rule_judge, &exposed_service_database, check_answer_door},
	{"default-page", "http.response", default_page_judge, NULL, NULL},
	{"directory-listing", "http.response", exposed_file_judge, &exposed_file_listing, NULL},
	{"dkim-key", "dns.answer", dkim_key_judge, NULL, NULL},
	{"dmarc-policy", "dns.answer", dmarc_policy_judge, NULL, NULL},
	{"dmarc-record", "dns.answer", dmarc_record_judge, NULL, NULL},
	{"dmarc-report", "dns.answer", dmarc_report_judge, NULL, NULL},
	{"dns-version-disclosure", "dns.version", dns_version_disclosure_judge, NULL, NULL},
	{"dnssec", "dnssec.chain", dnssec_judge, NULL, NULL},
	{"docker-api-open", SERVICE_HTTP, service_rule_judge, &open_service_docker, NULL},
	{"domain-expiry", "domain.registration", domain_expiry_judge, NULL, NULL},
	{"domain-lock", "domain.registration", domain_lock_judge, NULL, NULL},
	{"elasticsearch-open", SERVICE_HTTP, service_rule_judge, &open_service_elasticsearch, NULL},
	{"end-of-life", SOFTWARE, end_of_life_judge, NULL, NULL},
	{"exposed-backup", "http.response", exposed_file_judge, &exposed_file_backup, NULL},
	{"exposed-environment", "http.response", exposed_file_judge, &exposed_file_environment, NULL},
	{"exposed-repository", "http.response", exposed_file_judge, &exposed_file_repository, NULL},
	{"file-sharing-exposed", SERVICE, service_rule_judge, &exposed_service_file_sharing, check_answer_door},
	{"ftp-anonymous", SERVICE, service_rule_judge, &open_service_ftp, NULL},
	{"hsts", "http.response", hsts_judge, NULL, NULL},
	{"http-trace", "http.response", http_method_judge, &http_method_trace, NULL},
	{"https-redirect", "http.response", https_redirect_judge, NULL, NULL},
	{"industrial-exposed", SERVICE, service_rule_judge, &exposed_service_industrial, NULL},
	{"ipmi-exposed", SERVICE_UDP, service_rule_judge, &exposed_service_ipmi, NULL},
	{"known-vulnerability", SOFTWARE, known_vulnerability_judge, NULL, NULL},
	{"kubernetes-open", SERVICE, service_rule_judge, &open_service_kubernetes, NULL},
	{"lame-delegation", "dns.server", lame_delegation_judge, NULL, NULL},
	{"ldap-exposed", SERVICE, service_rule_judge, &exposed_service_ldap, check_answer_door},
	{"look-alike-domain", "domain.lookalike", look_alike_domain_judge, NULL, NULL},
	{"mailless-domain", "dns.answer", mailless_domain_judge, NULL, NULL},
	{"mdns-open", SERVICE_UDP, amplifier_judge, &amplifier_mdns, NULL},
	{"memcached-open", SERVICE, service_rule_judge, &open_service_memcached, NULL},
	{"memcached-udp-open", SERVICE_UDP, amplifier_judge, &amplifier_memcached, NULL},
	{"mixed-content", "http.response", mixed_content_judge, NULL, NULL},
	{"mongodb-without-password", SERVICE, service_rule_judge, &open_service_mongodb, NULL},
	{"mqtt-anonymous", SERVICE, service_rule_judge, &open_service_mqtt, NULL},
	{"mta-sts", "dns.answer, mail.policy", mta_sts_judge, NULL, NULL},
	{"name-server-diversity", "dns.server", name_server_diversity_judge, NULL, NULL},
	{"nfs-exported", SERVICE, service_rule_judge, &open_service_nfs, NULL},
	{"ntp-monlist", SERVICE_UDP, amplifier_judge, &amplifier_ntp_monlist, NULL},
	{"open-proxy", "http.response", http_method_judge, &http_method_proxy, NULL},
	{"open-relay", "smtp.relay", open_relay_judge, NULL, NULL},
	{"open-resolver", "dns.recursion", open_resolver_judge, NULL, NULL},
	{"other-tool-report", "nmap.script, nuclei.result, testssl.result", other_tool_report_judge, NULL, NULL},
	{"outdated-tls", "tls.version", outdated_tls_judge, NULL, NULL},
	{"pptp-exposed", SERVICE, service_rule_judge, &exposed_service_pptp, NULL},
	{"printer-exposed", SERVICE, service_rule_judge, &exposed_service_printer, check_answer_door},
	{"rdp-exposed", "rdp.security, " SERVICE, service_rule_judge, &rdp_exposed_rule, check_answer_rdp},
	{"redis-without-password", SERVICE, service_rule_judge, &open_service_redis, NULL},
	{"reverse-dns", "dns.answer, smtp.capabilities", reverse_dns_judge, NULL, NULL},
	{"rpc-exposed", SERVICE, service_rule_judge, &exposed_service_rpc, NULL},
	{"rsync-open", SERVICE, service_rule_judge, &open_service_rsync, NULL},
	{"security-headers", "http.response", security_headers_judge, NULL, NULL},
	{"server-status-exposed", "http.response", exposed_file_judge, &exposed_file_server_status, NULL},
	{"server-version-disclosure", "http.response", version_disclosure_judge_server, NULL, NULL},
	{"sip-exposed", SERVICE, service_rule_judge, &exposed_service_sip, check_answer_door},
	{"smb-exposed", "smb.negotiate, " SERVICE, service_rule_judge, &smb_exposed_rule, check_answer_door},
	{"smtp-auth-before-tls", "smtp.capabilities", smtp_auth_before_tls_judge, NULL, NULL},
	{"smtp-disclosure", "smtp.verify, smtp.capabilities", smtp_disclosure_judge, NULL, NULL},
	{"snmp-public", SERVICE_UDP, service_rule_judge, &open_service_snmp, NULL},
	{"spf-policy", "dns.answer", spf_policy_judge, NULL, NULL},
	{"spf-record", "dns.answer", spf_record_judge, NULL, NULL},
	{"ssdp-open", SERVICE_UDP, amplifier_judge, &amplifier_ssdp, NULL},
	{"ssh-password-login", "ssh.algorithms, service.banner", ssh_password_login_judge, NULL, check_answer_sign_in},
	{"ssh-protocol-1", "service.banner, ssh.algorithms", ssh_protocol_1_judge, NULL, NULL},
	{"ssh-weak-algorithms", "ssh.algorithms, service.banner", ssh_weak_algorithms_judge, NULL, NULL},
	{"starttls", "smtp.capabilities, service.auth", starttls_judge, NULL, NULL},
	{"template-match", "http.response, dns.answer, service.banner, tls.certificate, tls.version",
	 template_match_judge, NULL, NULL},
	{"tftp-open", SERVICE_UDP, service_rule_judge, &open_service_tftp, NULL},
	{"tls-certificate-chain", "tls.chain, tls.certificate", tls_certificate_chain_judge, NULL, NULL},
	{"tls-certificate-expiry", "tls.certificate, tls.version, http.response", tls_certificate_expiry_judge, NULL,
	 NULL},
	{"tls-certificate-key", "tls.certificate", tls_certificate_key_judge, NULL, NULL},
	{"tls-certificate-name", "tls.certificate", tls_certificate_name_judge, NULL, NULL},
	{"tls-certificate-revocation", "tls.ocsp, tls.certificate", tls_certificate_revocation_judge, NULL, NULL},
	{"tls-certificate-transparency", "tls.certificate, tls.extension, tls.chain",
	 tls_certificate_transparency_judge, NULL, NULL},
	{"tls-compression", "tls.extension", tls_extension_judge, tls_extension_compression, NULL},
	{"tls-heartbeat", "tls.extension", tls_extension_judge, tls_extension_heartbeat, NULL},
	{"tls-no-forward-secrecy", "tls.version, tls.cipher, tls.choice", tls_no_forward_secrecy_judge, NULL, NULL},
	{"tls-renegotiation", "tls.extension", tls_extension_judge, tls_extension_renegotiation, NULL},
	{"tls-rpt", "dns.answer", tls_rpt_judge, NULL, NULL},
	{"tls-weak-cipher", "tls.version, tls.cipher, tls.choice", tls_weak_cipher_judge, NULL, NULL},
	{"tls-weak-dh", "tls.key_exchange", tls_weak_dh_judge, NULL, NULL},
	{"vnc-exposed", SERVICE, service_rule_judge, &open_service_vnc, check_answer_door},
	{"vpn-login-exposed", "http.response", login_page_judge, &vpn_login_exposed_rule, check_answer_sign_in},
	{"webdav", "http.response", http_method_judge, &http_method_webdav, NULL},
	{"winrm-exposed", SERVICE, service_rule_judge, &exposed_service_winrm, check_answer_door},
	{"ws-discovery-open", SERVICE_UDP, amplifier_judge, &amplifier_ws_discovery, NULL},
	{"x11-open", SERVICE, service_rule_judge, &open_service_x11, NULL},
	{"zone-transfer", "dns.server", zone_transfer_judge, NULL, NULL},
	{"", "", NULL, NULL, NULL},
};
