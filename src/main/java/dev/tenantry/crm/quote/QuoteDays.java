package dev.tenantry.crm.quote;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.tenancy.Localizations;

/** The days that quotes go by: the organization's, whoever asks. */
@Component
class QuoteDays {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_YEARS = 5;

    private final Localizations localizations;
    private final Clock clock;

    QuoteDays(Localizations localizations, Clock clock) {
        this.localizations = localizations;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return localizations.ofOrganization().today(clock);
    }

    /** How the organization writes to customers. */
    LocalFormat format() {
        return localizations.ofOrganization().format();
    }

    LocalDate usualExpiry() {
        return today().plusDays(USUAL_DAYS);
    }

    /** When the day is over. */
    Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(localizations.ofOrganization().zone()).toInstant();
    }

    /** @throws ProblemException 422 where the day is over, or far away */
    void check(LocalDate expiry) {
        var today = today();
        if (expiry.isBefore(today)) {
            throw ProblemException.invalid("expiresOn", "past", "the day is over; today is " + today);
        }
        if (expiry.isAfter(today.plusYears(MOST_YEARS))) {
            throw ProblemException.invalid("expiresOn", "too-late",
                    "a quote holds for at most " + MOST_YEARS + " years");
        }
    }
}
