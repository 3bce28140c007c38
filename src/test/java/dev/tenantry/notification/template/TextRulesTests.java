package dev.tenantry.notification.template;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.metering.rule.Unit;
import dev.tenantry.notification.Channel;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.text.LocalFormat;

import static org.assertj.core.api.Assertions.assertThat;

class TextRulesTests {

    private static final BuiltInTexts BUILT_IN = new BuiltInTexts();

    @Test
    void takesTheTextsThatAreThere() {
        assertThat(TemplateName.values()).allSatisfy(name -> assertThat(
                TextRules.faults(name, BUILT_IN.of(name).subject(), BUILT_IN.of(name).body())).as(name.code())
                .isEmpty());
    }

    @Test
    void takesTheTextsOfOtherLanguages() {
        for (var name : TemplateName.values()) {
            for (var language : BuiltInTexts.LANGUAGES) {
                var text = BUILT_IN.of(name, language + "-XX");

                assertThat(TextRules.faults(name, text.subject(), text.body())).as(name.code() + language).isEmpty();
                assertThat(places(text)).as(name.code() + language).isEqualTo(places(BUILT_IN.of(name, "en")));
                assertThat(text.body()).as(name.code() + language).isNotEqualTo(BUILT_IN.of(name).body());
            }
        }
        assertThat(BUILT_IN.of(TemplateName.FORM_CONFIRMATION, "de-AT").subject()).startsWith("Bitte");
        assertThat(BUILT_IN.of(TemplateName.FORM_CONFIRMATION, "tlh").subject()).startsWith("Please");
    }

    @Test
    void takesWordsOfOursAsTheLanguageHasThem() {
        var values = Map.of("change", "moved", "by", "Zoë", "title", "moved");

        assertThat(BUILT_IN.worded(TemplateName.BOOKING_NOTICE, "de-AT", values))
                .isEqualTo(Map.of("change", "verlegt", "by", "Zoë", "title", "moved"));
        assertThat(BUILT_IN.worded(TemplateName.BOOKING_NOTICE, "en", values)).isEqualTo(values);
        var event = Map.of("type", "brute_force_attempt", "severity", "high", "description",
                "Somebody tried many passwords at a member's account");
        for (var language : BuiltInTexts.LANGUAGES) {
            assertThat(BUILT_IN.worded(TemplateName.SECURITY_EVENT, language, event).values()).as(language)
                    .doesNotContainAnyElementsOf(event.values());
            for (var state : List.of("is used up", "is nearly used up")) {
                for (var whose : List.of("the member", "the key", "the whole organization")) {
                    var quota = Map.of("state", state, "whose", whose);
                    assertThat(BUILT_IN.worded(TemplateName.QUOTA_ALERT, language, quota).values()).as(language)
                            .doesNotContainAnyElementsOf(quota.values());
                }
            }
            for (var unit : Unit.values()) {
                var quota = Map.of("unit", unit.noun(), "beyond", unit.beyond());
                assertThat(BUILT_IN.worded(TemplateName.QUOTA_ALERT, language, quota).values()).as(language)
                        .doesNotContainAnyElementsOf(quota.values());
            }
            for (var more : List.of("GET /api/v1/address-rules?filter=awaitingApproval[eq]:true shows what waits.",
                    "GET /api/v1/address-rules shows the list.", "GET /api/v1/audit-logs shows what was done.")) {
                assertThat(BUILT_IN.worded(TemplateName.ADDRESS_NOTICE, language, Map.of("more", more)).values())
                        .as(language)
                        .doesNotContain(more);
            }
            for (var title : List.of("An address waits for your approval", "An address that you proposed was rejected",
                    "A super admin has the rules of addresses pause", "The rules of addresses hold again")) {
                assertThat(BUILT_IN.worded(TemplateName.ADDRESS_NOTICE, language, Map.of("title", title)).values())
                        .as(language)
                        .doesNotContain(title);
            }
        }
    }

    /** Nor does a value of one line make others. */
    @Test
    void writesValuesAsTheReaderDoes() {
        var format = LocalFormat.of("de", "de-AT", "dd.MM.yyyy");
        var vienna = ZoneId.of("Europe/Vienna");

        assertThat(TemplateValues.written(TemplateName.ADDRESS_NOTICE,
                Map.of("reason", "a\r\nBis: nie\u2028\u0000b", "until", "2026-11-30T11:00:59.5Z"), format, vienna))
                .isEqualTo(Map.of("reason", "a Bis: nie b", "until", "30.11.2026 12:00 (Europe/Vienna)"));
        for (var name : TemplateName.values()) {
            var values = name.placeholders().stream().collect(Collectors.toMap(place -> place, _ -> "a\r\nb"));
            var ofSeveralLines = TemplateValues.written(name, values, format, vienna)
                    .entrySet()
                    .stream()
                    .filter(
                            value -> value.getValue().contains("\n"))
                    .map(Map.Entry::getKey);
            assertThat(ofSeveralLines).as(name.code()).containsExactlyInAnyOrderElementsOf(name.texts());
            assertThat(name.placeholders()).as(name.code()).containsAll(name.moments()).containsAll(name.words());
        }
    }

    @Test
    void sayNothingOfWhatThereIsNot() {
        var text = new Text("x",
                "Hello {{name}},\nWhere: {{place}} {{ conference }}\nWhen: {{when}}\nHere: see {{place}}");

        assertThat(text.fill(Map.of("when", "now")).body()).isEqualTo("Hello ,\nWhen: now\nHere: see\n");
        assertThat(text.fill(Map.of("when", "now", "conference", "y")).body()).contains("\nWhere:  y\nWhen: now\n");
    }

    private static Set<String> places(Text text) {
        return Pattern.compile("\\{\\{[^}]+}}")
                .matcher(text.subject() + text.body())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    static Stream<Arguments> secrets() {
        return Arrays.stream(TemplateName.values())
                .flatMap(name -> Stream.of("link", "token")
                        .filter(name.placeholders()::contains)
                        .map(secret -> Arguments.of(name, "{{" + secret + "}}")));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void standAloneInEveryTemplate(TemplateName name, String secret) {
        var addresses = Stream.of("http://evil.example/?t=%s", "evil.example/%s", "www.evil.example?%s", "//evil%s",
                "https://evil.example/\u00a0%s", "http://%s.evil.example", "%s.evil.example", "%s@evil.example",
                "me@%s", "<http://evil.example/?t=\n%s>", "< http://evil.example/?t=\n%s>", "http://evil.example#%s",
                "https://evil.example/?a=b&c=%s",
                "HTTPS://EVIL.EXAMPLE/%s/x", "{{email}}%s", "%s{{email}}", "http:\\\\evil%s", "evil．example=%s",
                "%s/x", "%s?x", "%s&x");

        assertThat(addresses.map(address -> address.formatted(secret))).allSatisfy(address -> {
            assertThat(codes(name, "x", "See " + address + " or " + secret)).as(address).contains("within-address");
            if (name.channel() == Channel.EMAIL) {
                assertThat(codes(name, address, secret)).as(address).contains("within-address");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void standInSentences(TemplateName name, String secret) {
        var sentences = Stream.of("%s", "Here: %s.", "We <3 you. %s", "(%s)", "<%s>", "\"%s\"", "code=[%s]",
                "Is it %s?", "是：%s。",
                "%s\nBye",
                "Mail admin@example.test or visit https://example.test/help\n%s\n<b>", "{{ %s }}".formatted(secret
                        .replaceAll("[{}]", "")),
                "See <https://example.test> and %s");

        assertThat(sentences.map(sentence -> sentence.formatted(secret)))
                .allSatisfy(sentence -> assertThat(codes(name, "x", sentence)).as(sentence).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void areThereWhereNothingElseTellsThem(TemplateName name, String secret) {
        assertThat(codes(name, "x", "Hello")).containsExactly("missing-placeholder");
        assertThat(codes(name, "x", "Hello " + secret)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{link", "link}}", "{{link}", "{{ {{link}}", "{{a{b}}", "{{}", "}}{{"})
    void closesItsBraces(String text) {
        assertThat(codes(TemplateName.RECOVERY, "x", text + " {{link}}")).contains("unclosed-placeholder");
        assertThat(codes(TemplateName.RECOVERY, text, "{{link}}")).contains("unclosed-placeholder");
    }

    @Test
    void takesBracesThatAreNone() {
        assertThat(codes(TemplateName.RECOVERY, "{x}", "a { b } :} {{link}}")).isEmpty();
    }

    private static Stream<String> codes(TemplateName name, String subject, String body) {
        return TextRules.faults(name, subject, body).stream().map(FieldError::code).distinct();
    }
}
