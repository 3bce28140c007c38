package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Source;
import dev.tenantry.shared.mail.EmailAddress;

/** Tells spam from other submissions: all that is sent passes here. What is taken for spam is kept apart, and whoever sent it is told nothing of it. */
@Component
class SpamGuard {

    /** Hosts of addresses that last for minutes. */
    private static final Set<String> PASSING = Set.of("10minutemail.com", "dispostable.com", "fakeinbox.com",
            "getnada.com", "guerrillamail.com", "guerrillamail.net", "maildrop.cc", "mailinator.com", "mailnesia.com",
            "mintemail.com", "sharklasers.com", "temp-mail.org", "tempmail.com", "throwawaymail.com", "trashmail.com",
            "yopmail.com");

    private final Limits limits;
    private final Clock clock;

    SpamGuard(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Why it is taken for spam, in words for members; null where it is not. It counts, and so it is asked once of each page.
     *
     * @param form as it is now, whatever it was like when the page was shown
     */
    @Nullable
    String judge(PublishedForm form, PageToken page, Sent sent, @Nullable String email) {
        if (!sent.trap().isEmpty()) {
            return "a field that nobody sees was filled in";
        }
        var protection = form.content().guarded();
        var taken = Duration.between(page.shownAt(), clock.instant());
        if (taken.compareTo(Duration.ofSeconds(protection.seconds())) < 0) {
            return "it was sent " + taken.toMillis() + " ms after the page was shown";
        }
        if (protection.isWorkDemanded() && !ProofOfWork.isDone(page, sent.proof())) {
            return "the browser did no proof of work, as one without scripts";
        }
        if (email != null && PASSING.contains(EmailAddress.of(EmailAddress.canonical(email)).domain())) {
            return "the address is one of those that last for minutes";
        }
        return isTooMuch(form, protection.perHour())
                ? "more than " + protection.perHour() + " came from its network address within the hour"
                : null;
    }

    private boolean isTooMuch(PublishedForm form, int perHour) {
        var share = (perHour + 0.5) / limits.most(Limit.FORM_SUBMISSIONS_PER_SOURCE);
        var subject = form.address() + " " + Source.currentOrNull();
        return !limits.take(Limit.FORM_SUBMISSIONS_PER_SOURCE, subject, 1, Math.min(1, share)).isZero();
    }
}
