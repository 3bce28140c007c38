package dev.tenantry.automation.definition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.listing.Field;

import static org.assertj.core.api.Assertions.assertThat;

/** What is ordered, where nothing says what a path leads to. */
class EvaluationTests {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            7, gt, 5, true
            "7", gt, 5, true
            "7.50", gte, "7.5", true
            7, lt, "12", true
            "b", gt, "a", true
            "2026-02-01T00:00:00Z", gt, "2026-01-31T23:00:00-02:00", false
            "abc", gt, 5, false
            "abc", lte, 5, false
            "₹ 900", gt, 5, false
            "٩", gt, 5, false
            "", lt, 5, false
            true, gt, 5, false
            7, gt, "abc", false
            7, lt, "abc", false
            "2026-02-01T00:00:00Z", gt, "abc", false
            "2026-02-01T00:00:00Z", lt, "abc", false
            {}, lt, "a", false
            "abc", neq, 5, true
            "abc", eq, 5, false""")
    void comparesNumbersWithNumbersAndTimesWithTimes(String actual, String operator, String value, boolean holds) {
        var comparison = new Comparison("trigger.n", operator, JSON.readTree(value));

        assertThat(new Evaluation(comparison, JSON.readTree(actual), Object.class, Field.Matching.EXACT)
                .holds(Map.of(), () -> ZoneOffset.UTC)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"lt, 2026-02-01, true", "lt, 2026-01-31, false", "eq, 2026-01-31, true",
        "eq, 2026-01-30T15:00:00Z, true", "lte, 2026-01-30T15:00:00Z, true", "lt, 2026-01-30T15:00:00Z, false",
        "lt, 2026-01-30T15:00:01Z, true", "gt, 2026-01-30T14:59:59Z, true"})
    void comparesDaysWithDaysAndTheirBeginningsWithTimes(String operator, String value, boolean holds) {
        var comparison = new Comparison("trigger.on", operator, JSON.getNodeFactory().stringNode(value));

        assertThat(new Evaluation(comparison, JSON.readTree("\"2026-01-31\""), LocalDate.class, Field.Matching.EXACT)
                .holds(Map.of(), () -> ZoneId.of("Asia/Tokyo"))).isEqualTo(holds);
    }
}
