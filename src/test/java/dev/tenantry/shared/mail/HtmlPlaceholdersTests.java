package dev.tenantry.shared.mail;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class HtmlPlaceholdersTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "{{a}}", "<p>{{a}} < {{b}} <3</p>", "<a href=\"{{a}}\">x</a>",
        "<a href = '{{a}}?b={{c}}' >x</a>",
        "<a href=\"https://a.example/{{a}}\" title='{{b}}'/>", "<td width=100 height=5>{{a}}</td>",
        "<input disabled value='{{a}}'>",
        "<img alt='>' src=\"{{a}}\">", "<!-- {{a}} > --><p>{{b}}</p>", "<!doctype html><title>{{a}}</title>{{b}}",
        "<style>p { color: red }</style>{{a}}", "<script>let a = 'b'</script><p>{{a}}</p>",
        "<p style=\"color: {{a}}\">x</p>",
        "<!--[if mso]><td width=\"{{a}}\"><![endif]-->{{b}}", "<p title=\"{{a", "<p", "</p>{{a}}", "<a href=>{{a}}</a>",
        "<a =b>{{a}}</a>"})
    void standBetweenTagsAndInQuotes(String html) {
        assertThat(HtmlPlaceholders.fault(html)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p title={{a}}>x</p>                         | {{a}} in line 1 stands as the value of title, which has no quotes
            <p title = {{a}}>x</p>                       | as the value of title
            <A HREF=https://a.example/{{a}}>x</A>        | as the value of href
            <p {{a}}>x</p>                               | where attributes are named
            <p data-{{a}}="x">x</p>                      | where attributes are named
            <p title="x"{{a}}>x</p>                      | where attributes are named
            <{{a}}>x</p>                                 | in the place of an element's name
            </{{a}}>                                     | in the place of an element's name
            <h{{a}}>x</h1>                               | in the name of an element
            <p onclick="f('{{a}}')">x</p>                | in onclick
            <iframe srcdoc='{{a}}'></iframe>             | in srcdoc
            <script>let a = '{{a}}'</script>             | in the element script
            <STYLE>p { color: {{a}} }</STYLE>            | in the element style
            <style>{{a}}                                 | in the element style
            <!--[if mso]><td width={{a}}><![endif]-->    | as the value of width
            <!-- x --><p title='x' class={{a}}>          | as the value of class
            <title>x</title><p title={{a}}>              | as the value of title
            <meta http-equiv=refresh content="0;{{a}}">  | in content, in which programs read where something leads
            <svg><animate TO='{{a}}'></svg>              | in to
            <set attributeName=href values="x;{{a}}"/>   | in values
            <animateMotion from="{{a}}">                 | in from
            <img srcset="a 1x, {{a}} 2x">                | in srcset
            <a href="javascript:alert(1)">x</a>          | href leads to 'javascript:alert(1)'
            """)
    void standNowhereElse(String html, String reason) {
        assertThat(HtmlPlaceholders.fault(html)).contains(reason);
    }

    @Test
    void areToldWithTheirLine() {
        assertThat(HtmlPlaceholders.fault("<p>x</p>\n\n<p title='{{a}}' class={{ b }}>"))
                .startsWith("{{ b }} in line 3 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<title>", "<title></title>", "<style></style>", "<!--[if a]>", "<!--", "<p a=", "{{", "<",
        "<p '", "<a href='x", "{{a}}", "{{#a}}"})
    void takesATimeThatGrowsNoFasterThanThePage(String piece) {
        assertTimeout(Duration.ofSeconds(5), () -> HtmlPlaceholders.fault(piece.repeat(100_000 / piece.length())));
        assertTimeout(Duration.ofSeconds(5),
                () -> HtmlPlaceholders.urlParts("<a href='mailto:" + piece.repeat(100_000 / piece.length())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", " JavaScript:alert(1)", "java&#10;script:alert(1)",
        "&#1;javascript:x", "vbscript:x",
        "javascript&colon;alert(1)", "data:text/html,x", "&nbsp;javascript:x", "\u2003java\u200bscript:x",
        "\u3000vbscript:x",
        "file:///etc/hosts", "File:x", "blob:https://a.example/1", "filesystem:https://a.example/x"})
    void leaveNoLinkToAScript(String url) {
        for (var page : new String[]{"<a href=\"%s\">x</a>", "<img src='%s'>", "<form action=\"%s\"></form>",
            "<!--[if mso]><a href=\"%s\">x</a><![endif]-->", "<svg><a xlink:href=\"%s\"></a></svg>"}) {
            assertThat(HtmlLinks.fault(page.formatted(url))).as(page).contains("which is no link that a mail may have");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/?q=javascript:x", "mailto:a@b.example", "tel:+4930", "cid:logo", "#top",
        "/path",
        "data:image/png;base64,x", "", "javascript", "app://open"})
    void leaveOtherLinks(String url) {
        assertThat(HtmlLinks.fault("<a href=\"%s\" title=\"javascript:x\">javascript:x</a>".formatted(url))).isNull();
    }
}
