package dev.tenantry.shared.template;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import dev.tenantry.shared.problem.ProblemException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever values and texts say: nothing escapes, and all of it ends. */
class TextTemplateTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> EVIL = List.of("a\r\nBcc: all@example.test", "a\nX: y", "a\u0085b\u2028c\u2029d",
            "\u0000\u001f\u007f", "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>",
            "</title><svg/onload=x>",
            "\",\"admin\":true,\"x\":\"", "\\\",\"a\":\"", "a/../../b?c=d&e=f#g", "//evil.example/%2e%2e",
            "é ü 👩‍🚀 \ud800",
            "{{name}}", "}}{{{name}}}", "${name}", "#{1+1}", "{{#name}}");

    private static String fill(String text, JsonNode values, TextTarget target) {
        var rendering = new Rendering(name -> values.path(name), (_, value) -> value.asString(""), target,
                new TemplateBudget());
        return TextTemplate.of(text).fill(rendering);
    }

    private static JsonNode name(String value) {
        return JSON.createObjectNode().put("name", value);
    }

    @Test
    void valuesBeginNoOtherHeader() {
        assertThat(EVIL).allSatisfy(evil -> assertThat(fill("X-Name: {{name}}.", name(evil), TextTarget.HEADER).lines())
                .hasSize(1));
        assertThat(fill("{{name}}", name("a\r\n\tb\u2028c"), TextTarget.HEADER)).isEqualTo("a b c");
    }

    @Test
    void valuesAreContentOfPages() {
        assertThat(EVIL).allSatisfy(
                evil -> assertThat(fill("<p title=\"{{name}}\">{{name}}</p>", name(evil), TextTarget.HTML))
                        .matches("(?s)<p title=\"[^\"'<>]*\">[^\"'<>]*</p>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <a href="https://x/?e={{name}}&n={{name}}">   | a+b@c.example&d=é | <a href="https://x/?e=a%2Bb%40c.example%26d%3D%C3%A9&n=a%2Bb%40c.example%26d%3D%C3%A9">
            <a href="{{name}}">{{name}}</a>               | https://x/?a=1&b=2 | <a href="https://x/?a=1&amp;b=2">https://x/?a=1&amp;b=2</a>
            <img src=' {{name}}?v=1' alt='/{{name}}'>     | https://x/a?b      | <img src=' https://x/a?b?v=1' alt='/https://x/a?b'>
            <a href="mailto:{{name}}?subject={{name}}">   | a+b@c.example      | <a href="mailto:a+b@c.example?subject=a%2Bb%40c.example">
            <a href="mailto:{{name}}">                    | a@b?bcc=c@d        | <a href="mailto:a@b%3Fbcc%3Dc@d">
            <a href='TEL:{{name}}'>                       | +49 30             | <a href='TEL:+49%2030'>
            <form action="/{{#name}}{{.}}{{/name}}">      | a/b                | <form action="/a%2Fb">
            <a href="{{#name}}{{.}}{{/name}}{{^name}}{{other}}{{/name}}"> | https://x | <a href="https://x">
            <a href="{{#other}}{{.}}{{/other}}{{^other}}{{name}}{{/other}}"> | https://x | <a href="https://x">
            <a href="https://{{name}}">                   | x@evil.example/    | <a href="https://x%40evil.example%2F">
            """)
    void valuesStayPartsOfUrls(String page, String value, String filled) {
        assertThat(fill(page, name(value), TextTarget.HTML)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {{name}} <a@b.example>         | Otto <x>, "y" | "Otto <x>, \\"y\\"" <a@b.example>
            "{{name}}" <a@b.example>       | a\\b"c        | "a\\\\b\\"c"<a@b.example>
            Dr. "X" {{name}} <{{name}}>    | Otto          | "Dr. \\"X\\" Otto" <Otto>
            {{#name}}{{.}} {{/name}}<a@b>  | Otto <x>      | "Otto <x> " <a@b>
            Otto <{{name}}>                | a@b.example   | Otto <a@b.example>
            {{name}}                       | Otto <a@b>    | Otto <a@b>
            """)
    void valuesStayNamesBeforeAddresses(String text, String value, String filled) {
        assertThat(fill(text, name(value), TextTarget.ADDRESS)).isEqualTo(filled);
    }

    @Test
    void namesBeforeAddressesAreOneLine() {
        assertThat(fill("{{name}} <a@b>", name("a\t\r\nb\u2028c"), TextTarget.ADDRESS)).isEqualTo("\"a b c\" <a@b>");
    }

    @Test
    void valuesStayWithinTextsOfJson() {
        assertThat(EVIL).allSatisfy(evil -> {
            var read = JSON.readTree(fill("{\"name\":\"{{name}}\",\"end\":1}", name(evil), TextTarget.JSON));

            assertThat(read.propertyNames()).containsExactly("name", "end");
            assertThat(read.path("name").asString()).isEqualTo(evil);
        });
    }

    @Test
    void valuesAreOnePartOfAUrl() {
        assertThat(EVIL.stream().filter(evil -> !evil.contains("\ud800"))).allSatisfy(evil -> {
            var url = fill("https://example.com/{{name}}/x?q={{name}}", name(evil), TextTarget.URL);

            assertThat(url).matches("https://example\\.com/[A-Za-z0-9._~%-]*/x\\?q=[A-Za-z0-9._~%-]*");
            assertThat(UriUtils.decode(url.substring(url.indexOf("q=") + 2), UTF_8)).isEqualTo(evil);
        });
    }

    @Test
    void valuesAreNotLookedAtAgain() {
        assertThat(EVIL).allSatisfy(evil -> assertThat(fill("[{{name}}{{#name}}{{.}}{{/name}}]", name(evil),
                TextTarget.PLAIN)).isEqualTo("[" + evil + evil + "]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "class.name", "getClass", "this.class", "name.class", "name.length", "name.bytes",
        "name.value", "name.isEmpty", "list.size", "list.class", "item.rendering", "item.values", "item.path",
        "item.source", "item.node",
        "rendering", "values", "budget", "toString", "hashCode", "wait", "item.getClass.forName"})
    void noNameLeadsToAnObjectOfOurs(String path) {
        var values = JSON.readTree("{\"name\":\"x\",\"list\":[1],\"item\":{\"a\":1}}");
        var around = "{{%1$s}}{{#item}}{{%1$s}}{{/item}}{{#list}}{{%1$s}}{{/list}}{{#%1$s}}!{{/%1$s}}".formatted(path);

        var rendering = new Rendering(at(values), (_, value) -> value.asString(""), TextTarget.PLAIN,
                new TemplateBudget());

        assertThat(TextTemplate.of(around).fill(rendering)).isEmpty();
    }

    private static java.util.function.Function<String, JsonNode> at(JsonNode values) {
        return path -> {
            var node = values;
            for (var name : path.split("\\.")) {
                node = node.path(name);
            }
            return node;
        };
    }

    @Test
    void sectionsWithinSectionsAreNoBombs() {
        var list = JSON.createArrayNode();
        IntStream.range(0, 1_000).forEach(list::add);
        var values = JSON.createObjectNode().set("list", list);
        var deepest = "{{#list}}".repeat(5) + "x" + "{{/list}}".repeat(5);

        assertThat(TextTemplate.of(deepest).fault(_ -> null)).isNull();
        assertThat(TextTemplate.of("{{#list}}" + deepest + "{{/list}}").fault(_ -> null)).contains("at most 4 others");
        assertThatThrownBy(() -> fill(deepest, values, TextTarget.PLAIN)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("10000 times");
        assertThatThrownBy(() -> fill("{{#list}}" + "x".repeat(2_000) + "{{/list}}", values, TextTarget.PLAIN))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1000000 characters");
    }

    @Test
    void aFailureOfAValueIsTold() {
        var failing = new Rendering(_ -> {
            throw new IllegalStateException("no connection");
        }, (_, value) -> value.asString(""), TextTarget.PLAIN, new TemplateBudget());

        assertThatThrownBy(() -> TextTemplate.of("{{a}}").fill(failing)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TextTemplate.of("{{#a}}{{/a}}").fill(failing))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "a\\r\\n{{name}}\\r\\n b \\n" | "a\\r\\nx\\r\\n b \\n"
            "  {{name}}  \\n\\n{{name}}" | "  x  \\n\\nx"
            "{ {{name}} } }} {" | "{ x } }} {"
            "{{name}}{" | "x{"
            "{{ name }}{{name}}" | "xx"
            """)
    void keepsWhatStandsAround(String text, String filled) {
        assertThat(fill(text.translateEscapes(), name("x"), TextTarget.PLAIN)).isEqualTo(filled.translateEscapes());
    }

    /** Whatever is taken is filled in, and says what it would say if its parts were put together by hand. */
    @Test
    void whatIsNoFaultIsFilledIn() {
        var random = new Random(7);
        var parts = List.of("{{name}}", "{{#list}}", "{{/list}}", "{{^none}}", "{{/none}}", "{{.}}", "{{! x }}", "{",
                "}}", "{{", "\n",
                " ", "é", "{{#name}}", "{{/name}}", "{{-index}}", "=", "{{=", "{{{", "{{>a}}", "\"", "\\");
        var values = JSON.readTree("{\"name\":\"x\",\"list\":[1,2],\"none\":null}");
        var filled = 0;

        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var part = random.nextInt(8); part >= 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            var template = TextTemplate.of(text.toString());
            if (template.fault(name -> name.matches("[a-z]+|\\.|-index") ? null : "no name") == null) {
                assertThat(fill(text.toString(), values, TextTarget.PLAIN)).as(text.toString())
                        .doesNotContain("{{name");
                filled++;
            }
        }

        assertThat(filled).isGreaterThan(500);
    }

    @Test
    void whatIsMissingIsNothing() {
        assertThat(fill("[{{name}}]", MissingNode.getInstance(), TextTarget.PLAIN)).isEqualTo("[]");
    }
}
