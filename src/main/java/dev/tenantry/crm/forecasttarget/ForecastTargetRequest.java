package dev.tenantry.crm.forecasttarget;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a forecast target is to be.
 *
 * @param month      its first day
 * @param ownerId    the member whose target it is
 * @param teamId     the team whose target it is; with neither it is that of all together
 * @param amount     more than 0
 * @param externalId its key in another system, unique in the organization
 */
record ForecastTargetRequest(
        @NotNull LocalDate month,
        @Nullable UUID ownerId,
        @Nullable Long teamId,
        @NotNull @Valid Money amount,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    @FieldRule(field = "month", code = "first-day", message = "month is the first day of a month, such as 2030-05-01")
    @SuppressWarnings("ConstantValue")
    boolean isFirstDayOfMonth() {
        return month == null || month.getDayOfMonth() == 1;
    }

    @FieldRule(field = "teamId", code = "one-of", message = "a target has ownerId, teamId, or neither: then it is that of all together")
    boolean isOnesOnly() {
        return ownerId == null || teamId == null;
    }

    @FieldRule(field = "amount", code = "positive", message = "amount must be more than 0")
    @SuppressWarnings("ConstantValue")
    boolean isMoreThanNothing() {
        return amount == null || amount.amount() == null || amount.amount().signum() > 0;
    }
}
