package dev.tenantry.crm.report.forecast;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.shared.money.Money;

/**
 * What deals are expected to bring, and have brought, month by month.
 *
 * @param asOf         the moment as of which it is
 * @param zone         whose days and months count
 * @param currency     that all amounts are in: the organization's
 * @param rateDay      the day by whose rates open deals are converted; closed ones are by that of their closing, where that is earlier
 * @param months       all of the period
 * @param overdue      what is open and was expected before the period and before asOf's day: it is in no month; absent where there is none
 * @param withoutDay   what is open and not expected on any day, whatever the period: it is in no month; absent where there is none
 * @param rates        what was converted, by currency
 * @param missingRates what was not, as no rate is known: it is in no sum
 */
record ForecastResponse(
        LocalDate from,
        LocalDate to,
        Instant asOf,
        String zone,
        String currency,
        LocalDate rateDay,
        List<Month> months,
        @Nullable Outside overdue,
        @Nullable Outside withoutDay,
        List<UsedRates> rates,
        List<MissingRate> missingRates) implements Report {

    @Override
    public Sheet asSheet() {
        return ForecastTable.of(this);
    }

    @Override
    public Chart asChart() {
        return ForecastTable.chart(this);
    }

    /**
     * A month.
     *
     * @param month      its first day
     * @param categories what the deals come to that were closed in it, or are expected to be: of each category, those without deals included
     * @param owners     the same by who owned the deals; without ownerId those of nobody
     * @param teams      the same by the teams that the owners belonged to at asOf, as far as the caller may read teams; a deal counts in each
     * @param target     of the member or team that is asked for, else of all together, as far as the caller may read targets
     * @param attainment what was closed, in percent of the target
     */
    record Month(
            LocalDate month,
            List<Figure> categories,
            List<OwnerPart> owners,
            List<TeamPart> teams,
            @Nullable Money target,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal attainment) {}

    /** The same of what is in no month, which nothing is aimed at. */
    record Outside(List<Figure> categories, List<OwnerPart> owners, List<TeamPart> teams) {}

    /** @param name where the caller may know who the members are @param target the member's @param attainment what was closed, in percent of the target */
    record OwnerPart(
            @Nullable UUID ownerId,
            @Nullable String name,
            List<Figure> categories,
            @Nullable Money target,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal attainment) {}

    /** @param target the team's @param attainment what was closed, in percent of the target */
    record TeamPart(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Long teamId,
            String name,
            List<Figure> categories,
            @Nullable Money target,
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal attainment) {}

    /**
     * The rates by which a currency's amounts were converted.
     *
     * @param oldest  the first day of validity of the oldest rate that was used
     * @param newest  of the newest one
     * @param inverse whether any is one of the report's currency in this one, by which amounts were divided
     */
    record UsedRates(String currency, LocalDate oldest, LocalDate newest, boolean inverse) {}

    /**
     * A currency that no rate was known for on a day that needed one.
     *
     * @param deals   how many are in no sum for that
     * @param amount  what they come to
     * @param targets how many are not shown for that
     */
    record MissingRate(String currency, long deals, Money amount, long targets) {}
}
