package dev.tenantry.metering.guard;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.dao.DataIntegrityViolationException;

import dev.tenantry.metering.counter.CountersUnavailableException;
import dev.tenantry.shared.database.TransientFailures;

/**
 * How quotas are kept.
 *
 * @param withoutDatabase what becomes of requests while the counters cannot be asked
 * @param defaults        numbers of the policies that there are from the beginning, as {@code 1000/10000/100000} an hour, a day and a month;
 *                        set at a start where something else is stated than before
 */
@ConfigurationProperties("tenantry.metering")
record MeteringSettings(@DefaultValue("admit") WithoutDatabase withoutDatabase, @DefaultValue Defaults defaults) {

    enum WithoutDatabase {

        /** They are let in and counted nowhere; most of them need the database, too. */
        ADMIT,
        /** They are refused until it is there again. */
        REFUSE
    }

    /**
     * Whether that something could not be counted lets it in all the same: where there is no database, if that is what is chosen, and where the
     * organization has just gone. A database that is there but busy counts for nobody less.
     */
    boolean isAdmitted(RuntimeException failure) {
        return failure instanceof DataIntegrityViolationException
                || withoutDatabase == WithoutDatabase.ADMIT && (failure instanceof CountersUnavailableException
                        || TransientFailures.isUnreachable(failure));
    }

    /**
     * @param aiGeneration        of {@code ai_generation_default}
     * @param calendarOperations  of {@code calendar_operations}
     * @param emailSending        of {@code email_sending}
     * @param superadminOperations of {@code superadmin_operations}
     * @param publicApi           of {@code public_api_default}
     */
    record Defaults(
            @Nullable WindowLimits aiGeneration,
            @Nullable WindowLimits calendarOperations,
            @Nullable WindowLimits emailSending,
            @Nullable WindowLimits superadminOperations,
            @Nullable WindowLimits publicApi) {}
}
