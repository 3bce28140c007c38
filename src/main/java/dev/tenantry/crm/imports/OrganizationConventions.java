package dev.tenantry.crm.imports;

import java.text.DecimalFormatSymbols;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.imports.csv.Conventions;
import dev.tenantry.tenancy.Localization;
import dev.tenantry.tenancy.Localizations;

/** How an organization writes dates and amounts, as its settings say: what a file does not tell is taken from them. */
@Component
@Transactional(readOnly = true)
class OrganizationConventions {

    private final Localizations localizations;

    OrganizationConventions(Localizations localizations) {
        this.localizations = localizations;
    }

    /** Its currency and days, whoever imports. */
    Localization localization() {
        return localizations.ofOrganization();
    }

    Conventions conventions() {
        var localization = localizations.current();
        var locale = localization.locale();
        var currency = localization().currency();
        var dates = Conventions.Order.by(localization.dateFormat(),
                "as the organization's date format " + localization.dateFormat() + " has it");
        // English alone is written in either order, by people of any country.
        if (locale.getLanguage().equals("en") && locale.getCountry().isEmpty()) {
            return new Conventions(orders(dates), null, "", currency);
        }
        var source = "as the locale " + locale.toLanguageTag() + " has it";
        var format = DateTimeFormatterBuilder.getLocalizedDateTimePattern(FormatStyle.SHORT, null,
                IsoChronology.INSTANCE, locale);
        return new Conventions(orders(dates, Conventions.Order.by(format, source)), separator(locale), source,
                currency);
    }

    /** Who writes the year first says nothing of dates that have it last, or short. */
    private static List<Conventions.Order> orders(Conventions.Order... orders) {
        return Stream.of(orders).filter(order -> !order.order().startsWith("y")).toList();
    }

    private static @Nullable String separator(Locale locale) {
        return switch (DecimalFormatSymbols.getInstance(locale).getDecimalSeparator()) {
            case '.' -> ".";
            case ',' -> ",";
            default -> null;
        };
    }
}
