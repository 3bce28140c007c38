package dev.tenantry.shared.text;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.money.Numerals;

/**
 * How figures, money and days stand in what people read: pages, documents and mails.
 *
 * @param language   of the words around them
 * @param locale     how numbers are written
 * @param dateFormat how days are written, {@code dd.MM.yyyy}
 */
public record LocalFormat(Locale language, Locale locale, String dateFormat) {

    /** Where nobody has said how: English, 1,234.50 and 2026-12-30. */
    public static final LocalFormat PLAIN = new LocalFormat(Locale.ENGLISH, Locale.ENGLISH, "yyyy-MM-dd");

    /** @param language BCP 47, as the locale is; null, as any of them: plain */
    public static LocalFormat of(@Nullable String language, @Nullable String locale, @Nullable String dateFormat) {
        return new LocalFormat(language == null ? PLAIN.language : Locale.forLanguageTag(language),
                locale == null ? PLAIN.locale : Locale.forLanguageTag(locale),
                dateFormat == null ? PLAIN.dateFormat : dateFormat);
    }

    /** Writes days, {@code 31/12/2026}. */
    public DateTimeFormatter days() {
        return DateTimeFormatter.ofPattern(dateFormat, locale);
    }

    /** Writes instants: the day, the time, and which zone's they are, {@code 31/12/2026 09:00 (Europe/Vienna)}. @param zone with a name */
    public DateTimeFormatter moments(ZoneId zone) {
        return DateTimeFormatter.ofPattern(dateFormat + " HH:mm '('VV')'", locale).withZone(zone);
    }

    public String day(LocalDate day) {
        return days().format(day);
    }

    public String number(BigDecimal number) {
        return new Numerals(locale).number(number, true);
    }

    /** The code of the currency is the same in every script. */
    public String money(Money money) {
        return new Numerals(locale).amount(money.amount(), money.currency()) + " " + money.currency();
    }
}
