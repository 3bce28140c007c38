package dev.tenantry.operations.documentation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ProblemPageTests {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @EnumSource
    void everyTypeHasAPage(ProblemType type) {
        var page = Api.at(port).with("Accept", "text/html").get(type.uri()).expect(200);

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.text()).contains("<h1>" + type.title() + "</h1>", "<td>" + type.status().value() + "</td>");
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeCanBeReadAsJson(ProblemType type) {
        var description = Api.at(port).with("Accept", "application/json").get(type.uri()).expect(200);

        assertThat(description.at("/code")).isEqualTo(type.code());
        assertThat(description.at("/status")).isEqualTo(String.valueOf(type.status().value()));
        assertThat(description.at("/explanation")).isEqualTo(type.explanation());
    }

    @Test
    void theIndexLeadsToEveryPage() {
        var index = Api.at(port).with("Accept", "text/html,*/*;q=0.8").get("/problems").expect(200).text();

        for (var type : ProblemType.values()) {
            assertThat(index).contains("href=\"" + type.uri() + "\"");
        }
    }

    @Test
    void pagesNeedNothingFromElsewhere() {
        var page = Api.at(port).with("Accept", "text/html").get("/problems").expect(200);

        assertThat(page.text()).doesNotContain("http://", "https://", "<script");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(Api.at(port).get("/docs/page.css").expect(200).header("Content-Type")).startsWith("text/css");
    }

    @Test
    void prefersWhatTheCallerPrefers() {
        var both = Api.at(port).with("Accept", "text/html;q=0.5, application/json").get("/problems/stale").expect(200);
        var anything = Api.at(port).with("Accept", "*/*").get("/problems/stale").expect(200);
        var nonsense = Api.at(port).with("Accept", "n o n s e n s e").get("/problems/stale").expect(200);

        assertThat(both.header("Content-Type")).startsWith("application/json");
        assertThat(anything.header("Content-Type")).startsWith("application/json");
        assertThat(nonsense.header("Content-Type")).startsWith("application/json");
    }
}
