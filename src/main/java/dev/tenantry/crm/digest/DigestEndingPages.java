package dev.tenantry.crm.digest;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.digest.DigestLinks.Ending;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.HtmlPage;
import dev.tenantry.shared.web.PageTexts.Words;

/** What somebody sees who wants no more mails of the day. */
@Component
class DigestEndingPages {

    private final DigestLinks links;
    private final DigestService digests;
    private final DigestWords words;
    private final HtmlPage page = HtmlPage.of("crm/digest/ending-page.html");

    DigestEndingPages(DigestLinks links, DigestService digests, DigestWords words) {
        this.links = links;
        this.digests = digests;
        this.words = words;
    }

    /** A form, as long as there is something to end. @param accept what is asked for @throws ProblemException 404 where no page is asked for and there is no such link */
    ResponseEntity<String> show(String token, String accept) {
        return answer(token, accept, ending -> {
            var own = words.own();
            return digests.has(ending.digest())
                    ? values(own, "end", "ask").put("button", own.of("end"))
                    : ended(own);
        });
    }

    /** Likewise, once it is done. */
    ResponseEntity<String> end(String token, String accept) {
        return answer(token, accept, ending -> {
            digests.end(ending.digest());
            return ended(words.own());
        });
    }

    /** What one link has ended may have been asked for again, which that link is not of. */
    private ObjectNode ended(Words own) {
        return digests.isOn() ? values(own, "goes-on", "goes-on-text") : values(own, "done", "done-text");
    }

    private ResponseEntity<String> answer(String token, String accept, Function<Ending, ObjectNode> work) {
        var values = links.open(token)
                .flatMap(ending -> new TenantContext(ending.organizationId(), ending.member())
                        .call(() -> digests.isOfAnOrganization()
                                ? Optional.of(work.apply(ending))
                                : Optional.empty()));
        if (values.isPresent()) {
            return page.answer(HttpStatus.OK, values.get());
        }
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw ProblemException.notFound();
        }
        return page.answer(HttpStatus.NOT_FOUND, values(words.in(Locale.ENGLISH), "nowhere", "nowhere-text"));
    }

    private static ObjectNode values(Words words, String title, String told) {
        return HtmlPage.values()
                .put("language", words.locale().toLanguageTag())
                .put("direction", words.direction())
                .put("title", words.of(title))
                .put("told", words.of(told));
    }
}
