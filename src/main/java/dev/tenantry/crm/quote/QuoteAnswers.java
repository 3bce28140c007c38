package dev.tenantry.crm.quote;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.quote.QuoteLinks.Target;
import dev.tenantry.crm.quote.QuotePage.Filled;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.VisibleText;
import dev.tenantry.shared.web.RequestDetails;
import dev.tenantry.shared.work.Turns;

/** The door that is open to whoever has a link: how often it may be asked, and what it answers. */
@Component
class QuoteAnswers {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_COMMENT = 2_000;

    private final QuoteLinks links;
    private final QuoteDecisions decisions;
    private final QuoteAdvance advance;
    private final QuoteDocuments documents;
    private final QuotePage page;
    private final Limits limits;

    QuoteAnswers(QuoteLinks links, QuoteDecisions decisions, QuoteAdvance advance, QuoteDocuments documents,
            QuotePage page, Limits limits) {
        this.links = links;
        this.decisions = decisions;
        this.advance = advance;
        this.documents = documents;
        this.page = page;
        this.limits = limits;
    }

    /** @param accept what is asked for @throws ProblemException 404 where no page is asked for and there is no such link; 429 */
    ResponseEntity<String> show(String token, String accept) {
        return open(token).flatMap(this::standing)
                .map(standing -> page.of(standing, token, Filled.NOTHING))
                .orElseGet(() -> nothing(accept));
    }

    /** Likewise. @throws ProblemException 422 where no page is asked for and there is no name, or too long a text */
    ResponseEntity<String> decide(String token, QuoteAnswer answer, String accept) {
        var target = open(token);
        var fault = fault(answer);
        if (target.isEmpty()) {
            return nothing(accept);
        }
        if (fault != null) {
            if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
                throw fault;
            }
            var filled = new Filled(answer.name(), answer.comment(), fault.errors().getFirst().message());
            return standing(target.get()).map(standing -> page.of(standing, token, filled))
                    .orElseGet(() -> nothing(accept));
        }
        var decided = in(target.get(), () -> decisions.decide(target.get().quoteId(), answer));
        decided.filter(one -> one.before().isOpen() && answer.isAccepted()).ifPresent(_ -> advance(target.get()));
        return decided.map(one -> page.answered(one, token, answer.isAccepted()))
                .orElseGet(() -> nothing(accept));
    }

    /**
     * As long as the quote can be answered, and for whoever has accepted it from then on.
     *
     * @throws ProblemException 404 where there is no such link; 410 where the quote is with the customer no more; 429
     */
    QuoteFile document(String token) {
        var target = open(token).orElseThrow(ProblemException::notFound);
        var standing = standing(target).orElseThrow(ProblemException::notFound);
        if (!standing.hasDocument()) {
            throw ProblemException.of(ProblemType.GONE, standing.reason(QuoteText.PLAIN));
        }
        return new QuoteFile(standing.quote().fileName(), documents.of(standing.quote(), standing.lines()));
    }

    private Optional<Target> open(String token) {
        limits.chargeSource(Limit.QUOTE_LINKS_PER_SOURCE);
        return links.open(token);
    }

    private Optional<QuoteStanding> standing(Target target) {
        return in(target, () -> decisions.find(target.quoteId()));
    }

    /** The answer is committed: where this fails, it is tried again soon. */
    private void advance(Target target) {
        try {
            new TenantContext(target.organizationId(), null).run(() -> advance.advance(target.quoteId()));
        } catch (RuntimeException failure) {
            Turns.report("the deal of quote " + target.quoteId(), failure);
        }
    }

    private static <T> T in(Target target, ScopedValue.CallableOp<T, RuntimeException> work) {
        return new TenantContext(target.organizationId(), null).call(work);
    }

    private ResponseEntity<String> nothing(String accept) {
        if (!accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw ProblemException.notFound();
        }
        return page.nothing();
    }

    private static @Nullable ProblemException fault(QuoteAnswer answer) {
        if (VisibleText.isBlank(answer.name())) {
            return ProblemException.invalid("name", "required", "Please state your name.");
        }
        if (answer.name().length() > LONGEST_NAME) {
            return ProblemException.invalid("name", "size", "A name has at most " + LONGEST_NAME + " characters.");
        }
        if (answer.name().chars().anyMatch(Character::isISOControl)) {
            return ProblemException.invalid("name", "pattern", "A name has no control characters.");
        }
        return answer.comment() != null && answer.comment().length() > LONGEST_COMMENT
                ? ProblemException.invalid("comment", "size",
                        "A comment has at most " + LONGEST_COMMENT + " characters.")
                : null;
    }

    /** Where the current request comes from. */
    static @Nullable String source() {
        var request = RequestDetails.currentOrNull();
        return request == null ? null : request.address();
    }
}
