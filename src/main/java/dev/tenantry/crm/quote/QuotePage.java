package dev.tenantry.crm.quote;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.web.HtmlPage;

/** What a link shows: the offer with a form that asks, or what has become of it. No script, nothing from elsewhere. */
@Component
class QuotePage {

    private static final List<String> WORDS = List.of("what", "item", "quantity", "price", "net", "pdf", "name",
            "comment", "recorded", "accept", "decline");

    private final HtmlPage page = HtmlPage.of("crm/quote/page.html");

    /** What was filled in and has to be filled in once more. */
    record Filled(@Nullable String name, @Nullable String comment, @Nullable String fault) {

        static final Filled NOTHING = new Filled(null, null, null);
    }

    /** A form, or why there is none. */
    ResponseEntity<String> of(QuoteStanding standing, String token, Filled filled) {
        var text = QuoteText.of(standing.quote().format());
        if (!standing.isOpen()) {
            return page.answer(HttpStatus.GONE, told(text, "nothing", standing.reason(text))
                    .put("document", standing.hasDocument() ? token : null));
        }
        var values = begun(text)
                .put("fault", filled.fault())
                .put("name", filled.name() == null ? standing.quote().recipientName() : filled.name())
                .put("comment", filled.comment());
        return page.answer(filled.fault() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                offer(values, text, standing, token));
    }

    /** Thanks, where the answer counts. */
    ResponseEntity<String> answered(QuoteDecisions.Decided decided, String token, boolean isAccepted) {
        var text = QuoteText.of(decided.before().quote().format());
        return decided.isTaken()
                ? page.answer(HttpStatus.OK,
                        told(text, "thanks", text.of(isAccepted ? "you-accepted" : "you-declined"))
                                .put("document", isAccepted ? token : null))
                : of(decided.before(), token, Filled.NOTHING);
    }

    /** Where there is no such link. */
    ResponseEntity<String> nothing() {
        return page.answer(HttpStatus.NOT_FOUND,
                told(QuoteText.PLAIN, "nowhere", QuoteText.PLAIN.of("nowhere-text")));
    }

    private static ObjectNode told(QuoteText text, String title, String reason) {
        return begun(text).put("title", text.of(title)).put("reason", reason);
    }

    private static ObjectNode begun(QuoteText text) {
        var values = HtmlPage.values()
                .put("language", text.words().locale().toLanguageTag())
                .put("direction", text.words().direction());
        var words = values.putObject("words").put("acceptedPdf", text.of("accepted-pdf"));
        WORDS.forEach(word -> words.put(word, text.of(word)));
        return values;
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static ObjectNode offer(ObjectNode values, QuoteText text, QuoteStanding standing, String token) {
        var quote = standing.quote();
        values.put("title", text.of("quote", Objects.requireNonNullElse(quote.number(), "")))
                .put("isOpen", true)
                .put("token", token)
                .put("offered", text.of("offered", quote.title(), quote.revision(),
                        Objects.requireNonNullElse(quote.sender(), ""), text.format().day(quote.expiresOn())));
        lines(quote.senderDetails(), "senderDetails", values);
        lines(quote.recipientDetails(), "recipientDetails", values);
        lines(quote.terms(), "terms", values);
        var lines = values.putArray("lines");
        for (var line : standing.lines()) {
            lines.addObject()
                    .put("what", line.name())
                    .put("count", text.count(line))
                    .put("price", text.format().money(line.unitPrice()))
                    .put("more", given(text.particulars(line)))
                    .put("sum", text.format().money(line.net()));
        }
        var totals = values.putArray("totals");
        text.totals(quote, standing.lines())
                .forEach(total -> totals.addObject().put("label", total.label()).put("amount", total.amount()));
        return values;
    }

    private static void lines(@Nullable String text, String name, ObjectNode values) {
        if (text != null) {
            text.lines().filter(line -> !line.isBlank()).forEach(values.putArray(name)::add);
        }
    }
}
