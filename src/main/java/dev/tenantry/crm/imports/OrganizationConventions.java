package dev.tenantry.crm.imports;

import java.text.DecimalFormatSymbols;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.imports.csv.Conventions;

/** How an organization writes dates and amounts, as its settings say: what a file does not tell is taken from them. */
@Component
@Transactional(readOnly = true)
class OrganizationConventions {

    private static final String DEFAULT_CURRENCY = "USD";

    private record Settings(@Nullable String currency, @Nullable String locale, @Nullable String dateFormat) {}

    private final JdbcClient jdbc;

    OrganizationConventions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of amounts beside which there is no sign. */
    String currency() {
        var currency = settings().currency();
        return currency == null ? DEFAULT_CURRENCY : currency;
    }

    Conventions conventions() {
        var settings = settings();
        var orders = new ArrayList<Conventions.Order>();
        if (settings.dateFormat() != null) {
            orders.add(Conventions.Order.by(settings.dateFormat(),
                    "as the organization's date format " + settings.dateFormat() + " has it"));
        }
        var locale = settings.locale() == null ? null : Locale.forLanguageTag(settings.locale());
        // English alone is written in either order.
        if (locale != null && (!locale.getCountry().isEmpty() || !locale.getLanguage().equals("en"))) {
            var format = DateTimeFormatterBuilder.getLocalizedDateTimePattern(FormatStyle.SHORT, null,
                    IsoChronology.INSTANCE, locale);
            orders.add(Conventions.Order.by(format, "as the organization's locale " + settings.locale() + " has it"));
        }
        return new Conventions(orders, locale == null ? null : separator(locale));
    }

    private Settings settings() {
        return jdbc.sql("""
                select settings ->> 'currency', settings ->> 'locale', settings ->> 'dateFormat'
                from organization_settings where organization_id = app.org_id()""")
                .query((row, _) -> new Settings(row.getString(1), row.getString(2), row.getString(3)))
                .single();
    }

    private static @Nullable String separator(Locale locale) {
        return switch (DecimalFormatSymbols.getInstance(locale).getDecimalSeparator()) {
            case '.' -> ".";
            case ',' -> ",";
            default -> null;
        };
    }
}
