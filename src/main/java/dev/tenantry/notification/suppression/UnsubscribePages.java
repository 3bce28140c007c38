package dev.tenantry.notification.suppression;

import java.util.Locale;
import java.util.function.Function;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.OwnLocale;
import dev.tenantry.shared.web.HtmlPage;
import dev.tenantry.shared.web.PageTexts;
import dev.tenantry.shared.web.PageTexts.Words;

/** What somebody sees who opens the link of a marketing mail: it does not tell whether the address is written to. */
@Component
class UnsubscribePages {

    private final Unsubscriptions unsubscriptions;
    private final UnsubscribeTokens tokens;
    private final OwnLocale locale;
    private final HtmlPage page = HtmlPage.of("notification/unsubscribe-page.html");
    private final PageTexts texts = PageTexts.of("notification/unsubscribe");

    UnsubscribePages(Unsubscriptions unsubscriptions, UnsubscribeTokens tokens, OwnLocale locale) {
        this.unsubscriptions = unsubscriptions;
        this.tokens = tokens;
        this.locale = locale;
    }

    /** What is asked, or has been done. */
    private record Asked(String email, String organization, Words words) {}

    /** A form. @param accept what is asked for @throws ProblemException 404 where no page is asked for and there is no such link */
    ResponseEntity<String> show(String token, String accept) {
        return answer(token, accept, asked -> values(asked.words, "unsubscribe",
                asked.words.of("ask", asked.organization, asked.email)).put("button", asked.words.of("unsubscribe")));
    }

    /** Likewise, once it is done. */
    ResponseEntity<String> unsubscribe(String token, String accept) {
        return answer(token, accept, asked -> {
            unsubscriptions.unsubscribe(asked.email);
            return values(asked.words, "done", asked.words.of("done-text", asked.organization, asked.email));
        });
    }

    private ResponseEntity<String> answer(String text, String accept, Function<Asked, ObjectNode> work) {
        var values = tokens.open(text)
                .flatMap(token -> new TenantContext(token.organizationId(), null)
                        .call(() -> unsubscriptions.organization()
                                .map(organization -> work.apply(new Asked(token.email(), organization,
                                        texts.alone(locale.ownLocale()))))));
        if (values.isPresent()) {
            return page.answer(HttpStatus.OK, values.get());
        }
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw ProblemException.notFound();
        }
        var words = texts.in(Locale.ENGLISH);
        return page.answer(HttpStatus.NOT_FOUND, values(words, "nowhere", words.of("nowhere-text")));
    }

    private static ObjectNode values(Words words, String title, String told) {
        return HtmlPage.values()
                .put("language", words.locale().toLanguageTag())
                .put("direction", words.direction())
                .put("title", words.of(title))
                .put("told", told);
    }
}
