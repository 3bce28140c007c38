package dev.tenantry.crm.quote;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.web.HtmlPage;

/** What a link shows: the offer with a form that asks, or what has become of it. No script, nothing from elsewhere. */
@Component
class QuotePage {

    private final HtmlPage page = HtmlPage.of("crm/quote-page.html");

    /** What was filled in and has to be filled in once more. */
    record Filled(@Nullable String name, @Nullable String comment, @Nullable String fault) {

        static final Filled NOTHING = new Filled(null, null, null);
    }

    /** A form, or why there is none. */
    ResponseEntity<String> of(QuoteStanding standing, String token, Filled filled) {
        if (!standing.isOpen()) {
            return page.answer(HttpStatus.GONE,
                    HtmlPage.values()
                            .put("title", "Nothing to answer")
                            .put("reason", standing.reason())
                            .put("document", standing.hasDocument() ? token : null));
        }
        var values = HtmlPage.values()
                .put("fault", filled.fault())
                .put("name", filled.name() == null ? standing.quote().recipientName() : filled.name())
                .put("comment", filled.comment());
        return page.answer(filled.fault() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                offer(values, standing, token));
    }

    /** Thanks, where the answer counts. */
    ResponseEntity<String> answered(QuoteDecisions.Decided decided, String token, boolean isAccepted) {
        return decided.isTaken()
                ? page.answer(HttpStatus.OK,
                        HtmlPage.values()
                                .put("title", "Thank you")
                                .put("reason",
                                        isAccepted ? "You have accepted the quote." : "You have declined the quote.")
                                .put("document", isAccepted ? token : null))
                : of(decided.before(), token, Filled.NOTHING);
    }

    /** Where there is no such link. */
    ResponseEntity<String> nothing() {
        return page.answer(HttpStatus.NOT_FOUND,
                HtmlPage.values()
                        .put("title", "This link leads nowhere")
                        .put("reason", "Open it from the mail once more, as a whole."));
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static ObjectNode offer(ObjectNode values, QuoteStanding standing, String token) {
        var quote = standing.quote();
        values.put("title", "Quote " + quote.number())
                .put("isOpen", true)
                .put("token", token)
                .put("about", quote.title())
                .put("revision", quote.revision())
                .put("sender", quote.sender())
                .put("until", quote.expiresOn().toString())
                .put("net", QuoteFigures.money(quote.net()))
                .put("tax", QuoteFigures.money(quote.tax()))
                .put("gross", QuoteFigures.money(quote.gross()));
        if (quote.terms() != null) {
            quote.terms().lines().filter(line -> !line.isBlank()).forEach(values.putArray("terms")::add);
        }
        var lines = values.putArray("lines");
        for (var line : standing.lines()) {
            lines.addObject()
                    .put("what", line.name())
                    .put("count", QuoteFigures.number(line.quantity()) + (line.unit() == null ? "" : " " + line.unit()))
                    .put("price", QuoteFigures.money(line.unitPrice()))
                    .put("more", given(QuoteFigures.particulars(line)))
                    .put("sum", QuoteFigures.money(line.net()));
        }
        return values;
    }
}
