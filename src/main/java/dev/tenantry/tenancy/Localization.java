package dev.tenantry.tenancy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.time.Zones;

/**
 * How whom the current work is for writes money, dates and times, where a value does not say itself.
 *
 * @param currency   of amounts that name none: the organization's, else the person's; ISO 4217
 * @param locale     how numbers are written: the organization's, else that of its language, else of the person's
 * @param zone       whose days count: the person's, else the organization's, else UTC
 * @param region     whose telephone numbers need no country code: the organization's, else that of its locale; ISO 3166, null where neither says
 * @param dateFormat how days are written: the organization's pattern, {@code dd/MM/yyyy}, else {@code yyyy-MM-dd}
 * @param language   of what people are sent: the organization's, else that of its locale, else of the person's
 */
public record Localization(
        String currency,
        Locale locale,
        ZoneId zone,
        @Nullable String region,
        String dateFormat,
        Locale language) {

    /** For somebody else. @param locale whose days are written as is usual there; null: as here @param zone null: as here */
    public Localization as(@Nullable Locale locale, @Nullable ZoneId zone) {
        return new Localization(currency, locale == null ? this.locale : locale, zone == null ? this.zone : zone,
                region,
                locale == null
                        ? dateFormat
                        : DateTimeFormatterBuilder.getLocalizedDateTimePattern(FormatStyle.MEDIUM, null,
                                IsoChronology.INSTANCE, locale),
                locale == null ? language : locale);
    }

    /** For what people are sent. */
    public LocalFormat format() {
        return new LocalFormat(language, locale, dateFormat);
    }

    public LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Writes days for people, {@code 31/12/2026}. */
    public DateTimeFormatter days() {
        return format().days();
    }

    /** Writes instants for people: the day in the format, the time, and which zone's they are, {@code 31/12/2026 09:00 (Europe/Vienna)}. */
    public DateTimeFormatter moments() {
        return format().moments(Zones.named(zone));
    }
}
