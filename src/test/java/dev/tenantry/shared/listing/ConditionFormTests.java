package dev.tenantry.shared.listing;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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

    private static final Map<Class<?>, List<@Nullable String>> VALUES = Map.of(String.class,
            List.of("a@b.example", "c@b.example"),
            Long.class, List.of("1", "2"), Integer.class, List.of("1", "2"), BigDecimal.class, List.of("1", "2.5"),
            UUID.class, List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString()), Boolean.class,
            List.of("true", "false"), Instant.class, List.of("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"),
            LocalDate.class,
            List.of("2026-01-01", "2026-01-02"));

    private final JsonMapper json = new JsonMapper();
    private final List<ListSource> lists;

    /** @param lists whose transactions need a tenant, which nothing here does */
    @Autowired
    ConditionFormTests(List<ListSource> lists) {
        this.lists = lists.stream().map(AopTestUtils::<ListSource>getTargetObject).toList();
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
        var filter = IntStream.range(0, 301)
                .mapToObj(number -> "\"a" + number + "\"")
                .collect(Collectors.joining(",", "{\"field\": \"name\", \"operator\": \"in\", \"values\": [", "]}"));
        var request = json.readValue("{\"filterGroups\": [{\"filters\": [" + filter + "," + filter + "," + filter + ","
                + filter + "]}]}", SearchRequest.class);
        var companies = lists.stream()
                .map(ListSource::listing)
                .filter(listing -> listing.entity().getSimpleName().equals("Company"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(
                () -> Conditions.inHql(companies, () -> ZoneOffset.UTC)
                        .of(Objects.requireNonNull(request.toListRequest().filter())))
                .isInstanceOf(ProblemException.class);
    }

    /** Conditions are what a statement is made of: each shape of them is parsed. */
    @Test
    void aFilterHasSoManyConditionsInAll() {
        var group = "{\"filters\": [" + "{\"field\": \"name\", \"operator\": \"eq\", \"value\": \"a\"},".repeat(25)
                + "{\"field\": \"name\", \"operator\": \"eq\", \"value\": \"a\"}]}";
        var request = json.readValue("{\"filterGroups\": [" + group + "," + group + "]}", SearchRequest.class);
        var companies = lists.stream()
                .map(ListSource::listing)
                .filter(listing -> listing.entity().getSimpleName().equals("Company"))
                .findFirst()
                .orElseThrow();
        var filter = Objects.requireNonNull(request.toListRequest().filter());
        var conditions = Conditions.inHql(companies, () -> ZoneOffset.UTC);

        assertThatThrownBy(() -> conditions.of(filter)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("50 conditions");
    }

    /** However many values are looked for, the statement is the same. */
    @Test
    void manyValuesAreOneParameter() {
        for (var list : lists) {
            for (var field : list.listing().fields().values()) {
                // Networks are ranges of addresses, each by itself, and days are of times.
                if (field.operators().contains("in") && field.constants().isEmpty()
                        && field.type() != InetAddress.class) {
                    var conditions = Conditions.inHql(list.listing(), () -> ZoneOffset.UTC);
                    var values = Objects.requireNonNull(VALUES.get(field.type()), field.path());

                    conditions.of(new Filter.Condition(field.name(), "in", values));

                    assertThat(conditions.parameters()).as(field.path()).hasSize(1);
                }
            }
        }
    }

    /** Of one address the server knows how frequent it is: of a range that begins and ends there it does not. */
    @Test
    void oneAddressIsAskedForAsItself() {
        for (var list : lists) {
            for (var field : list.listing().fields().values()) {
                if (field.type() == InetAddress.class) {
                    assertThat(addresses(list, field, "192.0.2.7")).as(field.path()).hasSize(1);
                    assertThat(addresses(list, field, "192.0.2.0/24")).as(field.path()).hasSize(2);
                }
            }
        }
    }

    private static Collection<?> addresses(ListSource list, Field field, String text) {
        var conditions = Conditions.inHql(list.listing(), () -> ZoneOffset.UTC);
        conditions.of(new Filter.Condition(field.name(), "eq", List.of(text)));
        return conditions.parameters().values();
    }

    /** Whether a condition of it can be made; what is refused is refused by a problem. */
    private boolean takes(ListDefinition<?> listing, Field field, String operator, String members) {
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
