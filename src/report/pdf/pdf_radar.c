/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/answer_radar.h"
#include "report/pdf/pdf_ink.h"

#define UNIT         (PDF_RADAR_SIDE / ANSWER_RADAR_SIZE)
#define NUMBER_WIDTH 24.0
#define DOT          2.4
#define RING_STEP    25 /* percent */

/* A line through the points of all topics, as SVG writes a path; score NULL: at that many percent of each axis. */
static const char *closed_line(struct pdf *pdf, const struct answer_score *score, int percent)
{
	BUF_SCOPED out;

	buf_init(&out, 4096);
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		int here = score ? answer_score_percent(score->topics[topic]) : percent;
		struct answer_radar_point at = answer_radar_at(topic, here);
		if (here >= 0)
			buf_printf(&out, "%s%.2f %.2f", out.size ? "L" : "M", at.x * UNIT, at.y * UNIT);
	}
	buf_add_text(&out, out.size ? "Z" : "");
	return arena_strdup(&pdf->arena, buf_text(&out));
}

static void draw_line(struct pdf *pdf, const char *path, uint32_t rgb, double width, double x, double y)
{
	const struct outline_sign sign = {.key = "", .path = path, .rgb = rgb, .line_width = width};

	pdf_ink_sign(&pdf->content, &sign, x, y);
}

static void draw_number(struct pdf *pdf, int topic, double x, double y)
{
	struct answer_radar_point at = answer_radar_number(topic);
	struct pdf_cell cell = {
		.text = arena_printf(&pdf->arena, "%d", topic),
		.style = PDF_STYLE_SMALL,
		.colour = PDF_TEXT,
		.width = NUMBER_WIDTH,
		.side = PDF_SIDE_CENTRE,
	};

	pdf_text_set(pdf, &cell);
	pdf_ink_text(&pdf->content, &cell, x + at.x * UNIT - NUMBER_WIDTH / 2,
		     y + at.y * UNIT - pdf_text_line(PDF_STYLE_SMALL) / 2);
}

void pdf_radar_draw(struct pdf *pdf, const struct answer_score *score, double x, double y)
{
	for (int percent = RING_STEP; percent <= 100; percent += RING_STEP)
		draw_line(pdf, closed_line(pdf, NULL, percent), PDF_LINE, 0.5, x, y);
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		struct answer_radar_point end = answer_radar_at(topic, 100);
		draw_line(pdf,
			  arena_printf(&pdf->arena, "M%.2f %.2fL%.2f %.2f", ANSWER_RADAR_CENTRE * UNIT,
				       ANSWER_RADAR_CENTRE * UNIT, end.x * UNIT, end.y * UNIT),
			  PDF_LINE, 0.5, x, y);
		draw_number(pdf, topic, x, y);
	}
	draw_line(pdf, closed_line(pdf, score, 0), PDF_BLUE, 1.4, x, y);
	pdf_ink_fill(&pdf->content, PDF_BLUE);
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++) {
		int percent = answer_score_percent(score->topics[topic]);
		struct answer_radar_point at = answer_radar_at(topic, percent);
		if (percent >= 0)
			pdf_ink_dot(&pdf->content, x + at.x * UNIT, y + at.y * UNIT, DOT);
	}
}
