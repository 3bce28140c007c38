package dev.tenantry.crm.email.message;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** HTML that others wrote, as it can be shown. */
class MailHtmlTests {

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>", "<iframe src=https://evil.example></iframe>",
        "<img src=\"https://evil.example/pixel.gif\">", "<form action=https://evil.example><input name=a></form>",
        "<div style=\"background:url(https://evil.example)\">x</div>",
        "<link rel=stylesheet href=https://evil.example>", "<style>@import 'https://evil.example';</style>",
        "<svg><script>alert(1)</script></svg>", "<object data=https://evil.example></object>",
        "<meta http-equiv=refresh content=\"0;url=https://evil.example\">", "<img src=\"cid:other@x\">",
        "<table background=https://evil.example><tr><td>x</table>", "<img srcset=\"https://evil.example 2x\">"})
    void leavesNothingThatDoesSomething(String html) {
        assertThat(MailHtml.safe("<p>Hi</p>" + html, Set.of("logo@x"))).contains("<p>Hi</p>")
                .doesNotContain("evil", "alert(", "script", "onerror", "cid:other", "iframe");
    }

    @Test
    void leavesWhatIsHarmless() {
        var safe = MailHtml.safe(
                "<h1 dir=rtl>שלום</h1><p><b>Bold</b> <a href=\"https://example.com/?a=1&amp;b=2\">link</a> <a href='mailto:a@b.cd'>mail</a></p>"
                        + "<table><tr><td align=right>1</td></tr></table><img src=\"cid:logo@x\" alt=Logo>",
                Set.of("logo@x"));

        assertThat(safe).contains("<h1 dir=\"rtl\">", "<b>Bold</b>", "https://example.com/", "mailto:", "<table>",
                "noreferrer", "alt=\"Logo\"").containsPattern("cid:logo(@|&#64;)x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<table><td>", "<b></p>", "<i><div></i>", "<font color=red><p>", "<p style=\"font-family:",
        "<!--", "<ul><li>"})
    @Timeout(20)
    void takesALongPageInAMoment(String tags) {
        assertThat(MailHtml.safe("<p>Hi</p>" + tags.repeat(1_000_000 / tags.length()), Set.of()))
                .startsWith("<p>Hi</p>");
    }

    @Test
    void leavesTheTextOfWhatIsTooDeep() {
        var safe = MailHtml.safe("<div>".repeat(500) + "<b>Deep</b>" + "</div>".repeat(500) + "<b>Bold</b>", Set.of());

        assertThat(safe).contains("<div>Deep</div>").endsWith("</div><b>Bold</b>");
    }
}
