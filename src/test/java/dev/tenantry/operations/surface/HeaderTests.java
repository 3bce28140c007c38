package dev.tenantry.operations.surface;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.operations.surface.Routes.Route;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;
import dev.tenantry.support.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderTests extends ApiTest {

    /** Where the pages of identity providers send browsers: no script of theirs reads the answer. */
    private static final Set<String> SENT_BY_FORMS = Set.of("/auth/v1/callback", "/auth/v1/sso/saml/acs");
    private static final String PAGE = "https://app.example.test";
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void comeWithEveryAnswerToAStranger() {
        var softly = new SoftAssertions();
        for (var route : routes().all()) {
            check(softly, "a stranger's", route, api.with("Origin", PAGE).send(route.method(), route.path(), null));
        }
        softly.assertAll();
        assertThat(routes().all()).hasSizeGreaterThan(100);
    }

    @Test
    void comeWithEveryAnswerToAMemberAndToASuperAdmin() {
        var softly = new SoftAssertions();
        var statuses = new TreeSet<Integer>();
        var admin = people.signUp();
        People.promote(admin.userId());
        for (Api caller : List.of(people.signUp().api(), admin.api())) {
            for (var route : routes().reading()) {
                var answer = caller.with("Origin", PAGE).get(route.path());
                statuses.add(answer.status());
                check(softly, "a caller's", route, answer);
            }
        }
        softly.assertAll();
        assertThat(statuses).contains(200, 302, 400, 403, 404).allMatch(status -> status < 500);
    }

    @Test
    void comeWithWhatIsRefusedBeforeItIsRead() {
        for (var request : List.of("GET /problems/%zz HTTP/1.1", "BR=EW / HTTP/1.1", "GET / HTTP/9.9")) {
            assertThat(RawHttp.send(port(), request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")).as(request)
                    .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY",
                            "Content-Security-Policy: default-src 'none'", "Referrer-Policy: no-referrer");
        }
    }

    @Test
    void letAPageReadARefusalThatComesFirst() {
        var tooLarge = api.with("Origin", PAGE).post("/api/v1/contacts", "x".repeat(3_000_000)).expect(413);

        assertThat(tooLarge.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void letTheDocumentationLoadItsOwnAssetsAndNoOthers() {
        var page = api.get("/docs").expect(200);

        var policy = page.header("Content-Security-Policy");
        assertThat(policy).contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'", "*", "http:");
        assertThat(page.text()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern(" on[a-z]+=");
        var assets = ASSET.matcher(page.text()).results().map(found -> found.group(1)).toList();
        assertThat(assets).hasSizeGreaterThanOrEqualTo(4);
        for (var asset : assets) {
            var answer = api.get(asset).expect(200);
            if (asset.endsWith(".js")) {
                assertThat(answer.header("Content-Type")).as(asset).contains("javascript");
            }
            if (asset.endsWith(".css")) {
                assertThat(answer.header("Content-Type")).as(asset).contains("text/css");
            }
        }
    }

    private Routes routes() {
        return new Routes(requestMappingHandlerMapping);
    }

    private static void check(SoftAssertions softly, String whose, Route route, Answer answer) {
        var headers = answer.response().headers();
        var of = whose + " " + route + " " + answer.status();
        softly.assertThat(headers.allValues("X-Content-Type-Options")).as(of).containsExactly("nosniff");
        softly.assertThat(headers.allValues("X-Frame-Options")).as(of).containsExactly("DENY");
        softly.assertThat(headers.allValues("Referrer-Policy")).as(of).containsExactly("no-referrer");
        softly.assertThat(headers.allValues("Content-Security-Policy"))
                .as(of)
                .hasSize(1)
                .allMatch(
                        policy -> policy.startsWith("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        softly.assertThat(headers.allValues("Cache-Control")).as(of).hasSize(1);
        softly.assertThat(headers.allValues("X-Request-Id")).as(of).hasSize(1);
        softly.assertThat(headers.allValues("Server")).as(of).isEmpty();
        softly.assertThat(headers.allValues("Access-Control-Allow-Credentials")).as(of).isEmpty();
        if (route.method().equals("POST") && SENT_BY_FORMS.contains(route.path())) {
            softly.assertThat(headers.allValues("Access-Control-Allow-Origin")).as(of).isEmpty();
            return;
        }
        softly.assertThat(headers.allValues("Access-Control-Allow-Origin")).as(of).containsExactly("*");
        softly.assertThat(Set.of(answer.header("Access-Control-Expose-Headers").split(", ")))
                .as(of)
                .contains("ETag", "Location", "X-Request-Id", "Retry-After", "Link", "WWW-Authenticate");
    }
}
