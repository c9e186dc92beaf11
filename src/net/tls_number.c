/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_number.h"

#include "base/count.h"

/* In the order in which they are offered. */
const struct tls_group tls_number_groups[] = {
	{0x11ec, 255, false, true, "X25519MLKEM768"},
	{0x001d, 255, true, true, "x25519"},
	{0x0017, 256, true, true, "secp256r1"},
	{0x0018, 384, true, true, "secp384r1"},
	{0x0019, 521, true, true, "secp521r1"},
	{0x001e, 448, true, true, "x448"},
	{0x11eb, 256, false, true, "SecP256r1MLKEM768"},
	{0x11ed, 384, false, true, "SecP384r1MLKEM1024"},
	{0x6399, 255, false, true, "X25519Kyber768Draft00"},
	{0x0100, 2048, false, true, "ffdhe2048"},
	{0x0101, 3072, false, true, "ffdhe3072"},
	{0x0102, 4096, false, true, "ffdhe4096"},
	{0x0103, 6144, false, true, "ffdhe6144"},
	{0x0104, 8192, false, true, "ffdhe8192"},
	{0x001f, 256, false, true, "brainpoolP256r1tls13"},
	{0x0020, 384, false, true, "brainpoolP384r1tls13"},
	{0x0021, 512, false, true, "brainpoolP512r1tls13"},
	{0x0029, 256, false, true, "curveSM2"},
	{0x001a, 256, true, false, "brainpoolP256r1"},
	{0x001b, 384, true, false, "brainpoolP384r1"},
	{0x001c, 512, true, false, "brainpoolP512r1"},
	{0x0016, 256, true, false, "secp256k1"},
	{0x0015, 224, true, false, "secp224r1"},
	{0x0014, 224, true, false, "secp224k1"},
	{0x000e, 571, true, false, "sect571r1"},
	{0x000d, 571, true, false, "sect571k1"},
	{0x000c, 409, true, false, "sect409r1"},
	{0x000b, 409, true, false, "sect409k1"},
	{0x000a, 283, true, false, "sect283r1"},
	{0x0009, 283, true, false, "sect283k1"},
	{0x0008, 239, true, false, "sect239k1"},
	{0x0007, 233, true, false, "sect233r1"},
	{0x0006, 233, true, false, "sect233k1"},
	{0x0013, 192, true, false, "secp192r1"},
	{0x0012, 192, true, false, "secp192k1"},
	{0x0005, 193, true, false, "sect193r2"},
	{0x0004, 193, true, false, "sect193r1"},
	{0x0003, 163, true, false, "sect163r2"},
	{0x0002, 163, true, false, "sect163r1"},
	{0x0001, 163, true, false, "sect163k1"},
	{0x0011, 160, true, false, "secp160r2"},
	{0x0010, 160, true, false, "secp160r1"},
	{0x000f, 160, true, false, "secp160k1"},
};

const size_t tls_number_group_count = COUNT(tls_number_groups);

const struct tls_group *tls_number_group(uint16_t code)
{
	for (size_t i = 0; i < tls_number_group_count; i++)
		if (tls_number_groups[i].code == code)
			return &tls_number_groups[i];
	return NULL;
}

const struct tls_signature tls_number_signatures[] = {
	{0x0403, "ecdsa_secp256r1_sha256"},
	{0x0503, "ecdsa_secp384r1_sha384"},
	{0x0603, "ecdsa_secp521r1_sha512"},
	{0x0807, "ed25519"},
	{0x0808, "ed448"},
	{0x0804, "rsa_pss_rsae_sha256"},
	{0x0805, "rsa_pss_rsae_sha384"},
	{0x0806, "rsa_pss_rsae_sha512"},
	{0x0809, "rsa_pss_pss_sha256"},
	{0x080a, "rsa_pss_pss_sha384"},
	{0x080b, "rsa_pss_pss_sha512"},
	{0x0401, "rsa_pkcs1_sha256"},
	{0x0501, "rsa_pkcs1_sha384"},
	{0x0601, "rsa_pkcs1_sha512"},
	{0x0402, "dsa_sha256"},
	{0x0303, "ecdsa_sha224"},
	{0x0301, "rsa_pkcs1_sha224"},
	{0x0302, "dsa_sha224"},
	{0x0203, "ecdsa_sha1"},
	{0x0201, "rsa_pkcs1_sha1"},
	{0x0202, "dsa_sha1"},
	{0x0103, "ecdsa_md5"},
	{0x0101, "rsa_pkcs1_md5"},
};

const size_t tls_number_signature_count = COUNT(tls_number_signatures);

const char *tls_number_signature_name(uint16_t code)
{
	for (size_t i = 0; i < tls_number_signature_count; i++)
		if (tls_number_signatures[i].code == code)
			return tls_number_signatures[i].name;
	return NULL;
}
