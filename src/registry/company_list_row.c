/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/company_list_row.h"

#include <string.h>

#include "codec/digest.h"
#include "codec/text/search_key.h"
#include "codec/utf8.h"
#include "programme/corporate_number.h"

#define NAME_KEY_BIT      (UINT64_C(1) << 63)
#define ADDRESS_ALIKE_MIN 3 /* code points at the beginning: 千代田区 and 千代田 */

/* ---- headings ---- */

static const char *const headings[COMPANY_LIST_FIELD_COUNT][6] = {
	[COMPANY_LIST_NUMBER] = {"法人番号", "corporate_number", "corporate number", "number"},
	[COMPANY_LIST_NAME] = {"企業名", "会社名", "名称", "商号", "company_name", "name"},
	[COMPANY_LIST_ADDRESS] = {"所在地", "本社所在地", "住所", "address"},
	[COMPANY_LIST_POSTAL_CODE] = {"郵便番号", "postal_code", "postcode"},
	[COMPANY_LIST_MAIL] = {"メールアドレス", "メール", "email", "mail"},
	[COMPANY_LIST_PHONE] = {"電話番号", "電話", "phone", "tel"},
};

static bool is_heading(struct arena *arena, struct str column, enum company_list_field field)
{
	const char *key = search_key_of(arena, column);

	for (size_t i = 0; i < sizeof(headings[field]) / sizeof(headings[field][0]) && headings[field][i]; i++)
		if (strcmp(key, search_key_of(arena, str_from(headings[field][i]))) == 0)
			return true;
	return false;
}

bool company_list_row_headings(struct arena *arena, const struct str *columns, size_t count,
			       struct company_list_columns *ret_columns)
{
	for (int field = 0; field < COMPANY_LIST_FIELD_COUNT; field++) {
		ret_columns->of[field] = -1;
		for (size_t i = 0; i < count && ret_columns->of[field] < 0; i++)
			if (is_heading(arena, columns[i], (enum company_list_field)field))
				ret_columns->of[field] = (int)i;
	}
	return ret_columns->of[COMPANY_LIST_NAME] >= 0;
}

/* ---- rows ---- */

static struct str column(const struct company_list_columns *at, enum company_list_field field,
			 const struct str *columns, size_t count)
{
	return at->of[field] >= 0 && (size_t)at->of[field] < count ? str_trim(columns[at->of[field]]) : STR("");
}

/* The digits of "７０００-０１２０…", or of what is no number all of it. */
static struct str plain_number(struct arena *arena, struct str typed)
{
	const char *key = search_key_of(arena, typed);
	char *digits = arena_alloc(arena, strlen(key) + 1);
	size_t size = 0;

	for (; *key; key++)
		if (*key != '-')
			digits[size++] = *key;
	digits[size] = '\0';
	return str_of(digits, size);
}

enum err company_list_row_read(struct arena *arena, const struct company_list_columns *at, const struct str *columns,
			       size_t count, struct str fields[COMPANY_LIST_FIELD_COUNT], struct fault *why)
{
	fields[COMPANY_LIST_NUMBER] = plain_number(arena, column(at, COMPANY_LIST_NUMBER, columns, count));
	fields[COMPANY_LIST_NAME] = column(at, COMPANY_LIST_NAME, columns, count);
	for (int field = COMPANY_LIST_ADDRESS; field < COMPANY_LIST_FIELD_COUNT; field++)
		fields[field] = column(at, (enum company_list_field)field, columns, count);
	if (!*search_key_of(arena, fields[COMPANY_LIST_NAME]))
		return fault_set(why, ERR_INVALID, "the name is empty");
	if (fields[COMPANY_LIST_NUMBER].n && !corporate_number_is_valid(fields[COMPANY_LIST_NUMBER]))
		return fault_set(why, ERR_INVALID, "\"%.40s\" is no corporate number", fields[COMPANY_LIST_NUMBER].p);
	return ERR_OK;
}

/* ---- alike ---- */

uint64_t company_list_row_name_key(struct arena *arena, struct str name)
{
	const char *key = search_key_of(arena, name);
	unsigned char digest[DIGEST_SIZE];
	uint64_t first;

	digest_sha256(str_from(key), digest);
	memcpy(&first, digest, sizeof(first));
	return first | NAME_KEY_BIT;
}

bool company_list_row_is_name_key(uint64_t key)
{
	return key & NAME_KEY_BIT;
}

static bool begin_alike(struct str a, struct str b)
{
	size_t same = 0, points = 0;
	uint32_t point;

	while (same < a.n && same < b.n) {
		size_t length = utf8_decode(str_skip(a, same), &point);
		if (!length || !str_eq(str_head(str_skip(a, same), length), str_head(str_skip(b, same), length)))
			break;
		same += length;
		points++;
	}
	return points >= ADDRESS_ALIKE_MIN || same == a.n || same == b.n;
}

/* Lists name the prefecture or leave it out. */
static struct str without_prefecture(struct arena *arena, struct str address)
{
	static const char *const prefectures[] = {
		"北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県",   "福島県", "茨城県",
		"栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
		"石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県",   "愛知県", "三重県",
		"滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
		"岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県",   "高知県", "福岡県",
		"佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
	};
	struct str key = str_from(search_key_of(arena, address));

	for (size_t i = 0; i < sizeof(prefectures) / sizeof(prefectures[0]); i++) {
		const char *prefecture = search_key_of(arena, str_from(prefectures[i]));
		if (str_starts(key, prefecture))
			return str_skip(key, strlen(prefecture));
	}
	return key;
}

bool company_list_row_is_similar(struct arena *arena, struct str name, struct str address, struct str other_name,
				 struct str other_address)
{
	if (strcmp(search_key_of(arena, name), search_key_of(arena, other_name)) != 0)
		return false;
	if (!address.n || !other_address.n)
		return true;
	return begin_alike(without_prefecture(arena, address), without_prefecture(arena, other_address));
}
