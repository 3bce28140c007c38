package dev.tenantry.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.text.OwnLocale;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.shared.web.IsoCountry;

/**
 * How the current organization, and the current person, write money, dates and times. Reads it when it is asked, and so
 * costs nothing where a value says everything itself.
 */
@Component
public class Localizations implements DayZone, OwnLocale {

    private static final ScopedValue<Map<Boolean, Localization>> REMEMBERED = ScopedValue.newInstance();

    private static final String SETTINGS = """
            select s.settings, p.default_currency, p.language, p.timezone
            from organization_settings s left join profiles p on p.id = auth.uid()
            where s.organization_id = app.org_id()""";
    private static final Set<String> FORMATS = Set.of("yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy");

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Localizations(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Of the current context. Needs a transaction. */
    public Localization current() {
        return known(false);
    }

    /**
     * As the organization writes to others: its zone comes before that of the person in whose name the work is done. Needs
     * a transaction.
     */
    public Localization ofOrganization() {
        return known(true);
    }

    /** How the organization writes to whoever it may be. Needs a transaction. */
    public OwnFormat ownFormat() {
        return jdbc.sql(SETTINGS).query((row, _) -> {
            var settings = json.readTree(row.getString("settings"));
            return new OwnFormat(text(settings, "language").orElse(null), text(settings, "locale").orElse(null),
                    text(settings, "dateFormat").filter(FORMATS::contains).orElse(null));
        }).single();
    }

    /** Asked in a transaction or not: lists of other roles have none of the tenant's. */
    @Override
    @Transactional(readOnly = true)
    public ZoneId dayZone() {
        return current().zone();
    }

    @Override
    @Transactional(readOnly = true)
    public Locale ownLocale() {
        return ofOrganization().locale();
    }

    /** Runs work that asks many times in one context; the answer is read once, and only if it is asked. */
    public <T, X extends Throwable> T remembering(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(REMEMBERED, new HashMap<>()).call(work);
    }

    private Localization known(boolean isForOthers) {
        return REMEMBERED.isBound()
                ? REMEMBERED.get().computeIfAbsent(isForOthers, this::read)
                : read(isForOthers);
    }

    private Localization read(boolean isForOthers) {
        return jdbc.sql(SETTINGS).query((row, _) -> read(row, isForOthers)).single();
    }

    private Localization read(ResultSet row, boolean isForOthers) throws SQLException {
        var settings = json.readTree(row.getString("settings"));
        var personsCurrency = Optional.ofNullable(row.getString("default_currency"));
        var personsLanguage = Optional.ofNullable(row.getString("language"));
        var personsZone = Optional.ofNullable(row.getString("timezone")).flatMap(Zones::known);
        var zone = text(settings, "timezone").flatMap(Zones::known);
        return new Localization(
                text(settings, "currency").filter(Currencies::isInUse)
                        .or(() -> personsCurrency.filter(Currencies::isInUse))
                        .orElse("USD"),
                first(text(settings, "locale"), text(settings, "language"), personsLanguage),
                (isForOthers ? zone.or(() -> personsZone) : personsZone.or(() -> zone)).orElse(ZoneOffset.UTC),
                text(settings, "region").or(() -> text(settings, "locale")
                        .map(locale -> Locale.forLanguageTag(locale).getCountry())
                        .filter(IsoCountry.Known::isCountry))
                        .orElse(null),
                text(settings, "dateFormat").filter(FORMATS::contains).orElse("yyyy-MM-dd"),
                first(text(settings, "language"), text(settings, "locale"), personsLanguage));
    }

    private static Locale first(Optional<String> tag, Optional<String> other, Optional<String> persons) {
        return tag.or(() -> other).or(() -> persons).map(Locale::forLanguageTag).orElse(Locale.ENGLISH);
    }

    private static Optional<String> text(JsonNode settings, String name) {
        return Optional.ofNullable(settings.path(name).asString(null));
    }
}
