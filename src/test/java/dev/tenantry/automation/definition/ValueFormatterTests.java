package dev.tenantry.automation.definition;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.record.TextUse;
import dev.tenantry.tenancy.Localization;

import static org.assertj.core.api.Assertions.assertThat;

class ValueFormatterTests {

    private static final Localization GERMAN = new Localization("EUR", Locale.GERMANY, ZoneId.of("Pacific/Auckland"),
            "DE", "dd/MM/yyyy", Locale.GERMAN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"en-US | America/New_York | Nov 27, 2026 19:00 (America/New_York) 1,234.50",
        "de-AT | | 28.11.2026 13:00 (Pacific/Auckland) 1\u00a0234,50",
        " | Asia/Tokyo | 28/11/2026 09:00 (Asia/Tokyo) 1.234,50"})
    void writesValuesForWhoeverReadsThemElsewhere(@Nullable String locale, @Nullable String zone, String text) {
        var names = new Names(Map.of("trigger", Object.class));
        var values = new Scope(Map.of("trigger",
                () -> new JsonMapper().readTree(
                        "{\"time\":\"2026-11-28T00:00:00Z\",\"amount\":{\"amount\":\"1234.50\",\"currency\":\"EUR\"}}")));
        var formatter = new ValueFormatter(names, () -> GERMAN)
                .as(locale == null ? null : Locale.forLanguageTag(locale), zone == null ? null : ZoneId.of(zone));

        var filled = Template.fill(
                JsonNodeFactory.instance.objectNode().put("text", "{{trigger.time}} {{trigger.amount.amount}}"),
                values, Missing.EMPTY, formatter, _ -> TextUse.READ);

        assertThat(filled.path("text").asString()).isEqualTo(text);
    }
}
