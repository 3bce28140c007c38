package dev.tenantry.automation.expression;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** Whatever somebody writes comes to an answer or to a clear error, and soon. */
class ExpressionsTests {

    private static final Duration SOON = Duration.ofSeconds(3);

    private record Amount(BigDecimal amount, String currency) {}

    private record Contact(
            String name,
            @Nullable String email,
            boolean active,
            int score,
            long big,
            Amount worth,
            Instant createdAt,
            LocalDate bornOn,
            List<String> tags,
            Map<String, Object> custom) {}

    private static final Map<String, Type> ROOTS = Map.of("contact", Contact.class, "trigger", Object.class, "now",
            Instant.class, "steps",
            new Shapes.Members(Map.of("step-0", new Shapes.Members(Map.of("result", Object.class)))));
    private static final JsonNode VALUES = new JsonMapper().createObjectNode()
            .setAll(Map.of("now", json("\"2026-02-01T12:00:00Z\""), "contact", json("""
                    {"name":"Ada","email":null,"active":true,"score":7,"big":9007199254740993,"worth":{"amount":"12.50","currency":"EUR"},
                     "createdAt":"2026-01-31T12:00:00Z","bornOn":"1815-12-10","tags":["a","b"],"custom":{"size":3}}"""),
                    "steps", json("{\"step-0\":{\"result\":{\"taskId\":\"7\"}}}"),
                    "trigger",
                    json("{\"n\":1,\"paid\":123456,\"price\":{\"amount\":\"100.10\",\"currency\":\"EUR\"},\"half\":0.5,\"big\":1e300,\"tenth\":0.1,\"fifth\":0.2,\"third\":0.3,\"hundred\":100.00,\"tiny\":1e-301,\"beyond\":92233720368547758070,\"next\":92233720368547758071,\"text\":\"%s\",\"long\":\"%s\",\"many\":%s,\"deep\":%s,\"patterns\":[\"(((a{1,100}){1,100}){1,100}){1,100}\",\"[\",\"(?=a)\",\"a{201}\"]}"
                            .formatted("a".repeat(9_999), "a".repeat(10_001),
                                    IntStream.range(0, 2_000).boxed().toList(), "[".repeat(100) + "]".repeat(100)))));

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {
        "contact.name == 'Ada' && size(contact.tags) > 1 => true",
        "contact.name.startsWith('A') && contact.name.matches('^[A-Z]da$') => true",
        "matches(contact.name, '(?i)^(a|b{2,3}){1,20}\\\\pL{1}A$') && contact.name.matches('') && !contact.name.matches('^da') => true",
        "contact.email == null && !has(contact.email) && has(contact.name) && has(contact.tags) => true",
        "has(trigger.nobody.knows) || trigger.nobody == null => true",
        "contact.worth.amount > 12 && contact.worth.amount < 12.75 && contact.worth.amount * 2.0 == 25.0 => true",
        "contact.createdAt > timestamp('2026-01-01T00:00:00Z') && contact.createdAt.getFullYear() == 2026 => true",
        "contact.createdAt + duration('24h') < timestamp('2026-02-02T00:00:00Z') => true",
        "contact.bornOn < '1900-01-01' && contact.active && contact.score in [1, 7] => true",
        "contact.custom.size == 3 && contact.custom.colour == null => true",
        "steps.`step-0`.result.taskId == '7' => true",
        "contact.tags.exists(t, t == 'b') && contact.tags.all(t, t < 'c') && 'a' in contact.tags => true",
        "trigger.many.exists(n, n == 300) => true",
        "trigger == null || trigger == 1 || [1, 'a', null] == [2] || {'a': 1} == {'b': 1} => false",
        "'<' == \"<\" && 'a' < 'b' && b'a' == b'a' && 1u < 2u && 1.0 == 1.0 && (1 < 2 ? true : false) => true",
    })
    void answers(String expression, boolean expected) {
        assertThat(Expressions.faults(expression, ROOTS)).isEmpty();
        assertThat(holds(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {
        "contact.worth.amount == 12.5 && contact.worth.amount != 12 && 12.50 == contact.worth.amount => true",
        "trigger.hundred == 100 && trigger.hundred == 100.0 && trigger.hundred in [1, 100] && 100 == trigger.hundred => true",
        "contact.worth.amount * 2 == 25 && 2 * contact.worth.amount == 25.0 && contact.worth.amount / 5 == 2.5 => true",
        "contact.worth.amount + 0.1 + 0.2 == 12.8 && contact.worth.amount - 12.4 == 0.1 => true",
        "trigger.tenth + trigger.fifth == 0.3 && trigger.tenth * 3 == trigger.third => true",
        "trigger.tenth == 0.1 && trigger.tenth <= 0.1 && trigger.tenth >= 0.1 && !(trigger.tenth < 0.1) => true",
        "0.1 + 0.2 == trigger.third && 0.1 + 0.2 == 0.3 && 0.3 - 0.1 == 0.2 && 0.1 * 3.0 == 0.3 && 1.0 / 4.0 == 0.25 => true",
        "7 / 2 == 3.5 && contact.score / 2 == 3.5 && trigger.paid / 100 == 1234.56 && 2 / trigger.n == 2 && 6 / 4 > 1 => true",
        "1 / 3 * 3 < 1 && 10 / 4 * 2 == 5 && -7 / 2 == -3.5 && 7.5 % 2 == 1.5 && 7 % 2 == 1 => true",
        "(contact.active ? 7 / 2 : 0.5) == 3.5 && (contact.active ? contact.worth.amount / 5 : 0.0) == 2.5 => true",
        "trigger.price.amount / 8 == 12.5125 && trigger.price.amount > 100 && trigger.price.currency == 'EUR' => true",
        "round(contact.worth.amount / 8, 2) == 1.56 && round(2.5) == 3 && round(-2.5) == -3 && round(trigger.paid / 1000, 1) == 123.5 => true",
        "roundEven(2.5) == 2 && roundEven(0.125, 2) == 0.12 && roundEven(3.5) == 4 && round(7) == 7 && round(7, 2) == 7 => true",
        "floor(-1.5) == -2 && ceil(-1.5) == -1 && floor(7 / 2) == 3 && ceil(contact.worth.amount) == 13 && abs(-0.5) == 0.5 => true",
        "min(1, 0.5) == 0.5 && max(contact.worth.amount, 13) == 13 && min(3, 2) == 2 && contact.name.substring(0, min(size(contact.name), 20)) == 'Ada' => true",
        "contact.name.substring(int(floor(size(contact.name) / 2))) == 'da' && abs(trigger.n - 3) == 2 => true",
        "contact.big == 9007199254740993 && contact.big != 9007199254740992 && contact.big > 9007199254740992 => true",
        "12345678901234567890.12 - 12345678901234567890 == 0.12 && 12345678901234567890.12 != 12345678901234567890.13 => true",
        "0.1 + 0.2 == 0.3 && 9007199254740993.0 == contact.big && 0.1234567890123456789012345 > 0.1234567890123456789012344 => true",
        "trigger.beyond == 92233720368547758070 && trigger.next == 92233720368547758071.0 && trigger.next in [92233720368547758071] => true",
        "9223372036854775807 + trigger.n == 9223372036854775808 && 9223372036854775807 * 2 == 18446744073709551614 => true",
        "-9223372036854775808 - 1 == -9223372036854775809 && 2 - -99999999999999999999 == 100000000000000000001 => true",
        "size('99999999999999999999') == 20 && r'\\d' == '\\\\d' => true",
        "double('12345678901234567890.12') == 12345678901234567890.12 && double(9007199254740993) == 9007199254740993 && double(7u) == 7 => true",
        "contact.tags[0 + 1] == 'b' && contact.name.substring(1 + 1) == 'a' => true",
        "contact.big == 9007199254740992.0 || contact.big == double(9007199254740992) => false",
        "trigger.beyond == trigger.beyond && trigger.beyond > contact.big && trigger.beyond != trigger.next => true",
        "contact.score == 7.0 && contact.score != 7.5 && contact.score in [7.0, 8.5] && 7.0 == 7 => true",
        "contact.score * 1.5 == 10.5 && 7 / 2.0 == 3.5 && -trigger.tenth == -0.1 => true",
        "contact.worth.amount in [12, 13] || contact.worth.amount in [1.0, 2] => false",
        "contact.worth.amount in [12, 12.5] && contact.worth.amount in [12.5] => true",
        "int(contact.worth.amount) == 12 && double(contact.worth.amount) == 12.5 && string(trigger.tenth) == '0.1' => true",
        "[trigger.tenth, 1] == [0.1, 1.0] && {'a': trigger.tenth} == {'a': 0.1} => true",
        "trigger.tiny < 1e-300 && trigger.big * trigger.big > trigger.big => true",
        "trigger.tenth == null || trigger.tenth == '0.1' || trigger.tenth == true => false",
        "(contact.active ? contact.worth.amount : 0.0) == 12.5 => true"})
    void comparesNumbersExactly(String expression, boolean expected) {
        assertThat(Expressions.faults(expression, ROOTS)).isEmpty();
        assertThat(holds(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {
        "' Ada \u2003'.trim() == 'Ada' && contact.name.trim().lowerAscii() == 'ada' && contact.name.upperAscii() == 'ADA' => true",
        "'ÉMILE'.lower() == 'émile' && 'straße'.upper() == 'STRASSE' && 'İSTANBUL'.lower() == 'istanbul' && 'I'.lower() == 'i' => true",
        "'É'.lowerAscii() == 'É' => true",
        "'a-b-c'.replace('-', '+') == 'a+b+c' && 'aaa'.replace('a', 'b', 2) == 'bba' && 'ab'.replace('', '.') == '.a.b.' => true",
        "'a,b,,c'.split(',') == ['a', 'b', '', 'c'] && 'a,b,c'.split(',', 2) == ['a', 'b,c'] && 'a😀'.split('') == ['a', '😀'] => true",
        "'a'.split(',', 0) == [] && ''.split(',') == [''] && ''.split('') == [''] => true",
        "contact.tags.join('; ') == 'a; b' && ['a', 'b'].join() == 'ab' && [].join(',') == '' && [1, null, 2.50].join('/') == '1//2.5' => true",
        "'😀bc'.substring(1) == 'bc' && '😀bc'.substring(0, 2) == '😀b' && 'abc'.substring(3) == '' => true",
        "'😀bc'.indexOf('c') == 2 && 'abcabc'.indexOf('b', 2) == 4 && 'abc'.indexOf('x') == -1 && 'abc'.indexOf('') == 0 => true",
        "'😀b'.charAt(0) == '😀' && 'ab'.charAt(2) == '' => true",
        "contact.name.split('d')[1].upper() == 'A' && size(trigger.text.replace('a', '').trim()) == 0 => true",
        "now - contact.createdAt == duration('24h') && now > contact.createdAt && now - duration('24h') <= contact.createdAt => true",
        "day(now) == '2026-02-01' && day(now, 7) == '2026-02-08' && day(contact.createdAt, -31) == '2025-12-31' => true",
        "date(contact.bornOn) < now && date('2026-02-01') + duration('12h') == now && now.getDayOfWeek() == 0 => true"})
    void knowsTextsAndTimes(String expression, boolean expected) {
        assertThat(Expressions.faults(expression, ROOTS)).isEmpty();
        assertThat(outcome(expression)).isEqualTo(Boolean.toString(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {
        "contact.email.startsWith('a') => contact.email is empty, and what is empty only == and != compare: ask has(contact.email) before",
        "trigger.nobody.knows > 1 => trigger.nobody is empty, and what is empty only == and != compare: ask has(trigger.nobody) before",
        "trigger.none == null && trigger.text > trigger.nobody => trigger.nobody is empty",
        "steps.`step-0`.result.none.trim() == '' => result.none is empty",
        "trigger.n == 1 && contact.email.lower() == 'a' => at character 38: contact.email is empty"})
    void saysWhatWasEmpty(String expression, String said) {
        assertThat(Expressions.faults(expression, ROOTS)).isEmpty();
        assertThat(outcome(expression)).contains(said);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatMeansNothingOrHasNoEnd(String expression) {
        assertTimeout(SOON, () -> assertThat(Expressions.faults(expression, ROOTS)).isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).doesNotContain("dev.", "Exception", "container")
                        .hasSizeLessThan(600)));
    }

    static Stream<String> refusesWhatMeansNothingOrHasNoEnd() {
        return Stream.of("", " ", "1", "'a'", "contact", "contact.nmae == 'x'", "has(contact.nmae)",
                "contact.worth.curency == ''",
                "nobody.name == 'x'", "steps.later.result == 1", "contact.name > 3", "contact.active == 'yes'",
                "contact.score.x == 1", "contact.worth.amount == '12'", "contact.score == '7'", "foo(1) == 1",
                "contact.name.foo()",
                "contact.tags.map(t, t) == []", "contact.tags.filter(t, true) == []",
                "contact.tags.exists_one(t, true)",
                "'a' + 'b' == 'ab'", "[1] + [2] == [1, 2]", "b'a' + b'b' == b'ab'", "has(1)", "has(contact)", "true &&",
                "true; true", "(() => true)()", "java.lang.System.exit(0)", "T(java.lang.Runtime) == null",
                "contact.getClass() == null", "contact.class.name == ''", "${7*7} == 49", "{{contact.name}} == 'Ada'",
                "true".repeat(600), "(".repeat(40) + "true" + ")".repeat(40),
                "[".repeat(60) + "]".repeat(60) + " == []",
                "true" + " && true".repeat(300), "!".repeat(1_999) + "x", "-".repeat(1_999), "\u0000", "\ud800 == ''",
                "'" + "a".repeat(2_000) + "' == ''", "9".repeat(1_990) + " > 1", "contact.name == 'Ada", "/* contact",
                "google.protobuf.Any{} == null ? 1 : 2", "contact{name: 'x'}.name == 1",
                "'a'.matches('(((a{1,100}){1,100}){1,100}){1,100}')", "matches(contact.name, '((a{999}){999}){999}')",
                "contact.tags.exists(t, t.matches('[]a]{900}b{900}'))", "contact.name.matches('[')",
                "contact.name.matches('(?P<n>(x{10}(?:y{10}){10}){10}){10}')",
                "trigger.text.matches('(x{1000}){1000}')",
                "trigger.text.matches('" + "(".repeat(201) + ")".repeat(201) + "')",
                "trigger.text.matches('" + "a?".repeat(400) + "a{400}')", "trigger.text.matches('(?=a)')",
                "contact.name.matches('" + "a".repeat(501) + "')", "now - contact.createdAt > duration('3 days')",
                "contact.active && now > timestamp('2026-02-30T00:00:00Z')", "date('soon') < now", "int('x') == 1",
                "double('1,5') > 1", "bool('maybe')", "round(contact.name) == 1", "min(contact.name, 1) == 1",
                "contact.name.substring(size(contact.name) / 2) == ''", "7u / 2u == 3u",
                "now + duration('999999999h') > now");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', value = {
        "now - contact.createdAt > duration('3 days') => at character 36: this is no duration such as 36h",
        "contact.name.matches('[') => at character 22: the pattern cannot be understood",
        "contact.name == 'Ada => at character 17: this cannot be read: 'Ada",
        "contact.score > => at character 16: the expression ends too early",
        "contact.score > 1) => at character 18: ) is not expected here",
        "contact.score = 1 => at character 15: this cannot be read: = ",
        "day('2026-01-01', 7) == '' => at character 4: day does not take (a text, a whole number), but (a time) or (a time, a whole number)",
        "contact.name + 'x' == '' => at character 14: + does not go with a text and a text: texts are put together by ['a', 'b'].join(' ')",
        "contact.tags.contains('a') => at character 22: contains of a list does not take (a text), but of a text (a text)",
        "contact.worth > 100 => at character 15: > does not go with an object and a whole number: name one of the object's members",
        "contact.bornOn < now => at character 16: < does not go with a text and a time: a day is a text, and date(",
        "contact.name > 3 => at character 14: > does not go with a text and a whole number",
        "contact.name.toLowerCase() == '' => at character 25: there is neither a name nor a function toLowerCase here",
        "contact.nmae == '' => at character 8: there is no nmae in what stands before it",
        "1e401 > 1 => at character 1: a number has at most 400 digits, with the zeros that its exponent stands for"})
    void saysPlainlyWhereAnExpressionIsWrong(String expression, String said) {
        assertThat(Expressions.faults(expression, ROOTS)).singleElement()
                .asString()
                .startsWith(said)
                .doesNotContain("expecting", "input", "token");
    }

    @ParameterizedTest
    @MethodSource
    void endsInTime(String expression) {
        assertThat(Expressions.faults(expression, ROOTS)).isEmpty();
        assertTimeout(SOON, () -> assertThat(outcome(expression)).startsWith("the expression comes to no answer: ")
                .doesNotContain("dev.", "java", "Exception"));
    }

    static Stream<String> endsInTime() {
        return Stream.of("contact.email.startsWith('a')", "size(contact.email) > 1", "contact.email > 'a'",
                "trigger.nobody > 1",
                "trigger.n", "trigger.many", "trigger.text > 1", "trigger.n / 0 == 1", "trigger.n % 0 == 1",
                "trigger.many[5000] == 1", "trigger.long == 'a'",
                "timestamp(contact.name) > contact.createdAt", "duration(contact.name) == duration('1h')",
                "int(contact.name) == 1", "trigger.n / 0.0 == 1", "round(trigger.tenth, 21) == 1",
                "round(trigger.tenth, trigger.n - 2) == 1",
                "trigger.big * trigger.big * trigger.big * trigger.big > 1", "day(now, 100000) == ''",
                "double('1e400') + trigger.tenth > 1",
                "int(trigger.big) == 1",
                "trigger.many.all(n, n >= 0)", "trigger.many.all(a, trigger.many.all(b, a >= 0 || b >= 0))",
                "trigger.many.exists(a, trigger.text.contains('b')) || trigger.many.exists(a, trigger.text.endsWith('b'))",
                "trigger.many.exists(a, trigger.text.matches('(a*)*b') || trigger.text.matches('(a|a)*c'))",
                "trigger.text.matches(trigger.patterns[0])", "trigger.text.matches(trigger.patterns[1])",
                "trigger.text.matches(trigger.patterns[2])", "matches(trigger.text, trigger.patterns[3])",
                "trigger.text.matches(trigger.text)",
                "trigger.text.replace('a', 'aa') == ''", "trigger.text.replace('', trigger.text) == ''",
                "trigger.text.replace(trigger.text, trigger.text).replace('a', trigger.text) == ''",
                "trigger.text.split('') == []", "trigger.text.split('a') == []",
                "[trigger.text, trigger.text].join() == ''",
                "trigger.many.join(trigger.text) == ''", "trigger.many.split(',') == []",
                "contact.name.split(trigger.n) == []",
                "trigger.many.exists(n, trigger.text.upper().lower().replace('a', 'b').indexOf('c') == 0)",
                "trigger.many.exists(n, trigger.text.indexOf(trigger.text.replace('a', 'ab', 1)) == 0)",
                "trigger.many.exists(n, trigger.text.split('', 1000).join(',').split(',').join('') == '')",
                "trigger.text.replace('a', '\u0390').upper() == ''", "contact.name.substring(-1) == ''",
                "contact.name.substring(2, 1) == ''", "contact.name.substring(0, 9223372036854775807 - 1) == ''",
                "contact.name.charAt(4) == ''", "contact.name.indexOf('a', 4) == 0",
                "contact.name.indexOf('a', -1) == 0",
                "contact.tags.join(contact.email) == ''", "[[1]].join() == ''", "date(contact.name) < now",
                "timestamp('9999-12-31T23:59:59Z') + duration('24h') > now",
                "[1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, [1,2,3,4,5,6,7,8,9].all(d, true))))");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {"contact.name => Ada",
        "contact.worth.amount => 12.5",
        "contact.worth.amount * 2 => 25", "contact.score => 7", "trigger.hundred => 100", "contact.email => ''",
        "trigger.nobody => ''", "contact.createdAt => 2026-01-31T12:00:00Z", "contact.active => true",
        "contact.worth.amount >= 10000 ? 'large' : 'small' => small"})
    void comesToAKey(String expression, String key) {
        assertThat(Expressions.keyFaults(expression, ROOTS)).isEmpty();
        assertThat(Expressions.key(expression, root -> ROOTS.getOrDefault(root, Object.class), VALUES::path,
                () -> ZoneOffset.UTC))
                .isEqualTo(key.equals("''") ? "" : key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"date('2026-02-01') == timestamp('2026-01-31T15:00:00Z')",
        "timestamp(trigger.due) == date('2026-02-02')", "date(contact.bornOn) == timestamp(contact.bornOn)",
        "timestamp('2026-02-01T00:00:00.123456789+09:00') > date('2026-02-01')", "timestamp(0) < timestamp(now)",
        "day(timestamp('2026-01-31T16:00:00Z')) == '2026-02-01'",
        "date('2026-02-08') <= now + duration('168h') && !(date('2026-02-09') <= now + duration('168h'))"})
    void daysBeginInTheZone(String expression) {
        var tokyo = ZoneId.of("Asia/Tokyo");

        assertThat(Expressions.faults(expression, ROOTS)).isEmpty();
        assertThat(Expressions.holds(expression, root -> ROOTS.getOrDefault(root, Object.class),
                name -> name.equals("trigger") ? json("{\"due\":\"2026-02-02\"}") : VALUES.path(name), () -> tokyo,
                new Budget()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact.bornOn < now", "now >= contact.bornOn", "contact.createdAt < '2026-01-31'"})
    void saysHowDaysAreComparedWithTimes(String expression) {
        assertThat(Expressions.faults(expression, ROOTS)).singleElement()
                .asString()
                .contains("a day is a text, and date(");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', value = {
        "contact.name.trim().lower() => \"ada\" => TEXT", "contact.email => null => TEXT",
        "contact.createdAt => \"2026-01-31T12:00:00Z\" => TEXT", "contact.worth.amount * 2 => 25.00 => NUMBER",
        "trigger.tenth + trigger.fifth => 0.3 => NUMBER", "trigger.paid / 100 => 1234.56 => NUMBER",
        "trigger.paid / 2 => 61728 => NUMBER", "round(1.005, 2) => 1.01 => NUMBER", "round(2.4) => 2 => NUMBER",
        "1e3 * 2 => 2000 => NUMBER", "12345678901234567890.12 => 12345678901234567890.12 => NUMBER",
        "99999999999999999999 + 1 => 100000000000000000000 => NUMBER", "0.1 + 0.2 => 0.3 => NUMBER",
        "contact.big => 9007199254740993 => NUMBER",
        "contact.score > 3 => true => BOOLEAN",
        "contact.worth => {\"amount\":\"12.50\",\"currency\":\"EUR\"} => ANYTHING",
        "[contact.tags, {'n': contact.score}] => [[\"a\",\"b\"],{\"n\":7}] => ANYTHING",
        "'a,b'.split(',') => [\"a\",\"b\"] => ANYTHING", "trigger.n => 1 => TEXT"})
    void comesToAValue(String expression, String value, Shapes.Kind kind) {
        assertThat(Expressions.valueFaults(expression, ROOTS, kind, "")).isEmpty();
        assertThat(Expressions.value(expression, root -> ROOTS.getOrDefault(root, Object.class), VALUES::path,
                () -> ZoneOffset.UTC)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '~', value = {"contact.score => TEXT", "contact.name => NUMBER",
        "contact.name => BOOLEAN", "contact.nmae => ANYTHING", "duration('1s') => ANYTHING", "b'a' => ANYTHING",
        "contact.tags => TEXT"})
    void refusesWhatIsNoSuchValue(String expression, Shapes.Kind kind) {
        assertThat(Expressions.valueFaults(expression, ROOTS, kind, "other")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trigger.n == 1 ? 1.0 / 0.0 : 1.0", "1e300 * 1e300", "1e-300 * 1e-300", "{1: 2}",
        "[dyn(b'a')]", "dyn(duration('1s'))"})
    void comesToNoValueThatJsonDoesNotHave(String expression) {
        assertThatThrownBy(() -> Expressions.value(expression, root -> ROOTS.getOrDefault(root, Object.class),
                VALUES::path, () -> ZoneOffset.UTC)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact", "contact.tags", "contact.worth", "b'a'", "duration('1s')", "type(1)", "[1]",
        "{'a': 1}",
        "contact.nmae", "null", "", "1 +"})
    void refusesWhatIsNoKey(String expression) {
        assertThat(Expressions.keyFaults(expression, ROOTS)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {
        "trigger.text.replace('', trigger.text) == '' => characters is not put together",
        "contact.name.charAt(4) == '' => the text has 3 characters",
        "date('2026-02-30') < now => this is no day such as 2026-11-28",
        "[[1]].join() == '' => only texts and numbers are joined"})
    void saysWhyAFunctionGivesNoAnswer(String expression, String why) {
        assertThat(outcome(expression)).contains(why).doesNotContain("failed with arg");
    }

    /** Who sees that a run failed need not be allowed to read what it has read. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '"', value = {
        "x.list[3] == 1 => the list has no element of this number", "x.list[x.big] == 1 => the list has no element",
        "x.n % 0 == 1 => what it is divided by is zero", "int(x.text) == 1 => this is no whole number",
        "uint(x.text) == 1u => not written as such a value", "{'b': 1}[x.text] == 1 => nothing of this name",
        "timestamp(x.big) == now => no time from the year 1", "bool(x.text) => neither true nor false",
        "timestamp('9999-12-31T23:59:59Z') + duration('48h') > now => no time from the year 1",
        "x.list && true => what is asked is neither true nor false", "x.list > 3 => > does not go with such values",
        "size(x.n) == 1 => size does not go with such values", "x.list.name == 1 => no object",
        "'a'.matches(x.pattern) => the pattern cannot be understood", "now.getHours(x.text) == 1 => no time zone",
        "{x.text: 1, 'TopSecret': 2}['a'] == 1 => each name once", "x.n.exists(i, true) => only a list or an object",
        "-(0 - x.most - 1) == 1 => not fit into 64 bits", "duration(x.text) > duration('1h') => this is no duration",
        "abs(0 - x.most - 1) == 1 => not fit into 64 bits", "max(x.n, x.text) == 1 => max does not go"})
    void tellsNoValuesWhereItGivesNoAnswer(String expression, String why) {
        var told = json("""
                {"list":[{"id":181,"name":"TopSecret"}],"text":"TopSecret","n":5,"big":99999999999999999,
                 "most":9223372036854775807,"pattern":"(TopSecret"}""");
        var values = Map.of("x", told, "now", VALUES.path("now"));

        assertThatThrownBy(
                () -> Expressions.value(expression, root -> root.equals("now") ? Instant.class : Object.class,
                        root -> Objects.requireNonNull(values.get(root)), () -> ZoneOffset.UTC))
                .extracting(refusal -> ((ProblemException) refusal).errors().getFirst().message())
                .asString()
                .contains(why)
                .doesNotContain("TopSecret", "181", "99999", "922337", "Function");
    }

    /** What is or-ed swallows errors, and not this one. */
    @Test
    void doesNotAnswerOnceItHasTakenTooLong() {
        assertThat(outcome("trigger.many.exists(a, trigger.text.contains('b')) || true")).contains("takes too long");
    }

    /** As much as the text is long times what is looked for at each of its characters. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"trigger.text.matches('a{150}b')|takes too long",
        "trigger.text.matches('b')|false",
        "contact.name.matches('a{150}b')|false"})
    void aPatternCostsWhatItTakes(String expression, String outcome) {
        assertThat(outcome(expression)).contains(outcome);
    }

    @Test
    void oneBudgetIsForAllThatAreAskedWithIt() {
        var budget = new Budget();
        var expression = "trigger.many.exists(n, n < 0) || true";
        assertThat(holds(expression, budget)).isTrue();
        assertThat(budget.spent()).isBetween(1_000, Budget.MOST / 2);

        assertThatThrownBy(() -> IntStream.range(0, 50).forEach(_ -> holds(expression, budget)))
                .hasMessageContaining("takes too long");
    }

    /** However they are quoted, with quotes in them. */
    @ParameterizedTest
    @ValueSource(strings = {"''''99999999999999999999' or\\n'''", "r''''99999999999999999999' or\n'''",
        "\"\"\"\"99999999999999999999\" or\\n\"\"\"", "r\"\"\"\"99999999999999999999\" or\n\"\"\""})
    void readsNoNumberInATextOfSeveralLines(String text) {
        assertThat(holds("size(" + text + ") == 26 && 99999999999999999999 > 1")).isTrue();
    }

    /** Of which the longest text that is read is full. */
    @ParameterizedTest
    @ValueSource(strings = {"'", "\""})
    void readsATextOfQuotes(String quote) {
        assertThat(Expressions.faults(quote.repeat(4_000), ROOTS)).isNotEmpty();
    }

    @Test
    void namesItsRoots() {
        assertThat(Expressions.roots("has(contact.email) && trigger.many.exists(n, n in [steps.a.result.n])"))
                .contains("contact",
                        "trigger", "steps")
                .doesNotContain("email", "company");
    }

    @Test
    void nothingThatIsPutTogetherAtRandomEscapes() {
        var random = new Random(20_261_128);
        var answers = new int[3];
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (var round = 0; round < 2_000; round++) {
                var expression = round % 4 == 0 ? soup(random) : bool(random, 4);
                if (!Expressions.faults(expression, ROOTS).isEmpty()) {
                    answers[0]++;
                } else {
                    answers[outcome(expression).matches("true|false") ? 1 : 2]++;
                }
            }
        });

        assertThat(answers[0]).isPositive();
        assertThat(answers[1]).isGreaterThan(200);
        assertThat(answers[2]).isPositive();
    }

    private static final List<String> TEXTS = List.of("contact.name", "contact.email", "'a'", "trigger.text",
            "trigger.nobody",
            "contact.worth.currency", "trigger.n", "string(trigger.n)", "steps.`step-0`.result.taskId",
            "contact.bornOn", "trigger.text.upper()", "trigger.text.replace('a', trigger.text)",
            "trigger.many.join(',')",
            "contact.name.substring(trigger.n)", "contact.email.trim()", "contact.tags.join(contact.name).lower()",
            "trigger.nobody.split('')[0]", "contact.name.charAt(contact.score)");
    private static final List<String> NUMBERS = List.of("1", "0", "-9223372036854775808", "contact.score", "trigger.n",
            "trigger.big",
            "size(trigger.text)", "size(trigger.many)", "contact.name.indexOf('d', trigger.n)",
            "(now - contact.createdAt).getHours()", "trigger.text", "int(trigger.big)");
    private static final List<String> LISTS = List.of("trigger.many", "contact.tags", "[]", "[1, 'a', null]",
            "trigger.deep", "trigger.text", "trigger.text.split('a', 50)", "contact.name.split('')");

    private static String bool(Random random, int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? "true" : "contact.active";
        }
        return switch (random.nextInt(9)) {
            case 0 -> "(" + bool(random, depth - 1) + " && " + bool(random, depth - 1) + ")";
            case 1 -> "(" + bool(random, depth - 1) + " || " + bool(random, depth - 1) + ")";
            case 2 -> "!" + bool(random, depth - 1);
            case 3 -> one(TEXTS, random) + one(List.of(" == ", " != ", " < ", " in "), random) + one(TEXTS, random);
            case 4 -> one(TEXTS, random) + one(List.of(".contains(", ".matches(", ".startsWith("), random)
                    + one(TEXTS, random) + ")";
            case 5 ->
                one(NUMBERS, random) + one(List.of(" + ", " * ", " / ", " % "), random) + one(NUMBERS, random) + " > "
                        + one(NUMBERS, random);
            case 6 ->
                one(LISTS, random) + one(List.of(".all(", ".exists("), random) + "x, " + bool(random, depth - 1) + ")";
            case 7 -> one(NUMBERS, random) + " in " + one(LISTS, random);
            default ->
                "(" + bool(random, depth - 1) + " ? " + bool(random, depth - 1) + " : " + bool(random, depth - 1) + ")";
        };
    }

    private static String soup(Random random) {
        var tokens = List.of("(", ")", "[", "]", "{", "}", "&&", "||", "!", "-", "?", ":", ",", ".", "'", "\"", "`",
                "contact", "trigger",
                "name", "has", "all", "x", "1", "1.5e9", "null", "true", "in", "\\u0041", "b'", "r'", "\n", "//", "é",
                "💥", "\t");
        return String.join(random.nextBoolean() ? " " : "",
                IntStream.range(0, 1 + random.nextInt(30)).mapToObj(_ -> one(tokens, random)).toList());
    }

    private static String one(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String outcome(String expression) {
        try {
            return String.valueOf(holds(expression));
        } catch (ProblemException problem) {
            return problem.errors().getFirst().message();
        }
    }

    private static boolean holds(String expression) {
        return holds(expression, new Budget());
    }

    private static boolean holds(String expression, Budget budget) {
        return Expressions.holds(expression, root -> ROOTS.getOrDefault(root, Object.class), VALUES::path,
                () -> ZoneOffset.UTC, budget);
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
