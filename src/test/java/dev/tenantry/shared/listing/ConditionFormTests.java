package dev.tenantry.shared.listing;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.AopTestUtils;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every list × field × operator × a form that no value has. */
@IntegrationTest
class ConditionFormTests {

    private record Form(String members, boolean isNumber, boolean isTruth) {}

    private static final List<String> WRONG = List.of("\"value\": [\"A\"]", "\"value\": []", "\"value\": {}",
            "\"value\": {\"a\": 1}", "\"value\": [[\"A\"]]", "\"value\": [null]", "\"values\": []",
            "\"values\": [[\"A\"]]", "\"values\": [{}]", "\"values\": [\"A\", [\"B\"]]",
            "\"value\": \"A\", \"values\": [\"A\"]", "\"values\": [" + "1,".repeat(500) + "1]");
    private static final List<Form> TYPED = List.of(new Form("\"value\": 5", true, false),
            new Form("\"value\": 1.5", true, false), new Form("\"value\": 123456789012345678901234567890", true, false),
            new Form("\"value\": 20240105", true, false), new Form("\"value\": true", false, true),
            new Form("\"values\": [1, 2]", true, false), new Form("\"values\": [true, false]", false, true));
    private static final List<String> TEXTS = List.of("", "A", "\u0000", "'", "1e400", "NaN", "Infinity", "-0",
            "99999999999999999999", "0000-01-01", "10000-01-01", "2024-02-30", "2024-01-01T25:00:00Z", "TRUE", "null");

    private final JsonMapper json = new JsonMapper();
    private final List<Listed> lists;

    /** @param lists whose transactions need a tenant, which nothing here does */
    @Autowired
    ConditionFormTests(List<Listed> lists) {
        this.lists = lists.stream().map(AopTestUtils::<Listed>getTargetObject).toList();
    }

    static Stream<String> wrong() {
        return WRONG.stream();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongFormIsRefusedForEveryFieldAndOperator(String members) {
        var taken = new ArrayList<String>();
        for (var list : lists) {
            list.listing().fields().values().forEach(field -> field.operators().forEach(operator -> {
                if (takes(list.listing(), field, operator, members)) {
                    taken.add(list.listing().entity().getSimpleName() + "." + field.name() + "[" + operator + "]");
                }
            }));
        }

        assertThat(lists).hasSizeGreaterThan(15);
        assertThat(taken).isEmpty();
    }

    @Test
    void numbersAndTruthsAreForFieldsThatHoldThem() {
        var taken = new ArrayList<String>();
        for (var form : TYPED) {
            for (var list : lists) {
                list.listing().fields().values().forEach(field -> field.operators().forEach(operator -> {
                    var fits = form.isNumber && Number.class.isAssignableFrom(field.type())
                            || form.isTruth && field.type() == Boolean.class;
                    if (!fits && takes(list.listing(), field, operator, form.members)) {
                        taken.add(form.members + " " + field.name() + "[" + operator + "]");
                    }
                }));
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void noTextIsMoreThanRefused() {
        for (var text : TEXTS) {
            for (var list : lists) {
                list.listing()
                        .fields()
                        .values()
                        .forEach(field -> field.operators()
                                .forEach(operator -> takes(
                                        list.listing(), field, operator,
                                        "\"value\": " + json.writeValueAsString(text))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name[eq]:", "name[eq]:(", "name[eq]:()", "name[in]:(\"a\",)", "name[in]:(,\"a\")",
        "name[eq]:\"a\\", "name[eq]:\"\\x\"", "name[eq]:\"\\u12\"", "name[eq]:\"\\ud800\"",
        "name[eq]:\"\\udc00\\ud800\"",
        "name[eq]:\"a\"\"b\"", "name[]:\"a\"", "[eq]:\"a\"", "or()", "and()", "or(name[eq]:\"a\"", ",", "name", "()",
        "or(or(or(or(or(or(or(or(or(name[eq]:\"a\")))))))))"})
    void whatIsNoFilterIsRefused(String filter) {
        assertThatThrownBy(() -> FilterParser.parse(filter)).isInstanceOf(ProblemException.class);
    }

    @Test
    void quotedTextsHaveTheEscapesOfJson() {
        var text = "\"quoted\" \\ / \b\f\n\r\t , ) ( 😀 é NULL";
        var escaped = json.writeValueAsString(text).replace("é", "\\u00e9").replace("😀", "\\ud83d\\uDE00");

        var filter = FilterParser.parse("name[eq]:" + escaped);

        assertThat(filter).isEqualTo(new Filter.Condition("name", "eq", List.of(text)));
    }

    @Test
    void aFilterHasSoManyValuesInAll() {
        var filter = "{\"field\": \"name\", \"operator\": \"in\", \"values\": [" + "\"a\",".repeat(300) + "\"a\"]}";
        var request = json.readValue("{\"filterGroups\": [{\"filters\": [" + filter + "," + filter + "," + filter + ","
                + filter + "]}]}", SearchRequest.class);
        var companies = lists.stream()
                .map(Listed::listing)
                .filter(listing -> listing.entity().getSimpleName().equals("Company"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(
                () -> Conditions.inHql(companies, () -> ZoneOffset.UTC)
                        .of(Objects.requireNonNull(request.toListRequest().filter())))
                .isInstanceOf(ProblemException.class);
    }

    /** Whether a condition of it can be made; what is refused is refused by a problem. */
    private boolean takes(Listing<?> listing, Field field, String operator, String members) {
        var body = "{\"filterGroups\": [{\"filters\": [{\"field\": \"%s\", \"operator\": \"%s\", %s}]}]}"
                .formatted(field.name(), operator, members);
        try {
            var filter = json.readValue(body, SearchRequest.class).toListRequest().filter();
            Conditions.inHql(listing, () -> ZoneOffset.UTC).of(java.util.Objects.requireNonNull(filter));
            return true;
        } catch (ProblemException problem) {
            assertThat(problem.type().status().value()).isBetween(400, 499);
            return false;
        }
    }
}
