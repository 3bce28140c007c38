package dev.tenantry.notification.suppression;

import java.util.function.BiFunction;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.HtmlPage;

/** What somebody sees who opens the link of a marketing mail: it does not tell whether the address is written to. */
@Component
class UnsubscribePages {

    private final Unsubscriptions unsubscriptions;
    private final UnsubscribeTokens tokens;
    private final HtmlPage page = HtmlPage.of("notification/unsubscribe-page.html");

    UnsubscribePages(Unsubscriptions unsubscriptions, UnsubscribeTokens tokens) {
        this.unsubscriptions = unsubscriptions;
        this.tokens = tokens;
    }

    /** A form. @param accept what is asked for @throws ProblemException 404 where no page is asked for and there is no such link */
    ResponseEntity<String> show(String token, String accept) {
        return answer(token, accept,
                (email, values) -> values.put("title", "Unsubscribe").put("isAsking", true).put("email", email));
    }

    /** Likewise, once it is done. */
    ResponseEntity<String> unsubscribe(String token, String accept) {
        return answer(token, accept, (email, values) -> {
            unsubscriptions.unsubscribe(email);
            return values.put("title", "You are unsubscribed").put("email", email);
        });
    }

    private ResponseEntity<String> answer(String text, String accept,
            BiFunction<String, ObjectNode, ObjectNode> work) {
        var values = tokens.open(text)
                .flatMap(token -> new TenantContext(token.organizationId(), null)
                        .call(() -> unsubscriptions.organization()
                                .map(organization -> work.apply(token.email(),
                                        HtmlPage.values().put("organization", organization)))));
        if (values.isPresent()) {
            return page.answer(HttpStatus.OK, values.get());
        }
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw ProblemException.notFound();
        }
        return page.answer(HttpStatus.NOT_FOUND,
                HtmlPage.values().put("title", "This link leads nowhere").put("isUnknown", true));
    }
}
