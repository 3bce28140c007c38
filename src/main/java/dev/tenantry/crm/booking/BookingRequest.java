package dev.tenantry.crm.booking;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.SingleLine;

/**
 * What a visitor books.
 *
 * @param startAt  one of the beginnings that are free
 * @param duration in minutes, one of the page's; absent: its first
 * @param timeZone the visitor's; absent: the page's
 * @param website  what people do not see, and leave empty
 */
record BookingRequest(
        @NotNull Instant startAt,
        @Nullable Integer duration,
        @Size(max = 100) @Zone @Nullable String timeZone,
        @NotBlank @Size(max = 200) @SingleLine String name,
        @NotNull @Compared @Email @Size(max = 254) String email,
        @Size(max = 10) @Nullable List<@Valid @NotNull BookingAnswerRequest> answers,
        @Size(max = 500) @Nullable String website) {

    @FieldRule(field = "website", code = "not-empty", message = "website must be empty: it is there for programs that fill in whatever there is")
    boolean isByAPerson() {
        return website == null || website.isBlank();
    }

    @FieldRule(field = "answers", code = "duplicate", message = "answers have each question once")
    boolean isWithEachAnswerOnce() {
        var seen = new HashSet<String>();
        return answers == null || answers.stream()
                .filter(one -> one != null && one.name() != null)
                .map(BookingAnswerRequest::name)
                .allMatch(seen::add);
    }
}
