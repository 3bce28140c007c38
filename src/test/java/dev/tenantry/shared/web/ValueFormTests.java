package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Values of a form of their own: names of hosts, addresses of pictures, zones, spans of time, numbers of any size. */
class ValueFormTests extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "HTTPS://Example.com/a.png", "https://bücher.example:8443/ä?b=c#d",
        "https://xn--bcher-kva.example/"})
    void takesAddressesOfPictures(String url) {
        assertThat(patch(people.signUp(), "/api/v1/profile", "avatarUrl", url)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "https://user:pw@example.com/", "https://user@example.com/",
        "https://example.com:99999/", "https://example.com:0/", "https://example.com:/", "https://example.com:a/",
        "https://example.com/\\\"><script>", "https://\u202eevil.example/", "https://example.com/\u202egnp.exe",
        "https://example.com/\u200b", "https:///a", "https://", "https:example.com", "https://exa mple.com/",
        "https://-/", "https://a..b/", "https://example.com/'\u0007", "//example.com/a", "javascript:alert(1)"})
    void refusesOthers(String url) {
        assertThat(patch(people.signUp(), "/api/v1/profile", "avatarUrl", url)).isIn(400, 422);
    }

    /** Of what is shown to strangers, and stands in the subjects of mails. Tasks are the members' own: workflows make them of texts of several lines. */
    @Test
    void takesTitlesOfOneLine() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Request")));
        for (var found : scanner.findCandidateComponents("dev.tenantry")) {
            var type = Class.forName(found.getBeanClassName());
            for (var part : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
                if (Set.of("title", "recipientName").contains(part.getName())
                        && !type.getSimpleName().equals("TaskRequest")) {
                    assertThat(part.isAnnotationPresent(SingleLine.class)).as(type + " " + part.getName()).isTrue();
                }
            }
        }

        for (var title : List.of("a\\r\\nBcc: b", "a\\u2028b", "a\\u0085b", "a\\u0007b")) {
            var refused = people.signUp()
                    .api()
                    .post("/api/v1/events",
                            """
                    {"title": "%s", "startAt": "2030-01-01T10:00:00Z", "endAt": "2030-01-01T11:00:00Z"}"""
                                    .formatted(title))
                    .expect(422);
            assertThat(refused.at("/errors/0/field")).isEqualTo("title");
        }
    }

    @ParameterizedTest
    @CsvSource({"example.com, 201", "EXAMPLE.com, 201", "bücher.example, 201", "xn--bcher-kva.example, 201",
        "a-b.example, 201", "exa mple.com, 422", "http://x.com, 422", "<script>, 422", "-, 422", "a..b, 422",
        ".example.com, 422", "x.com/, 422", "x.com:80, 422", "a@b.com, 422", "1.2.3.4, 422", "a_b.com, 422",
        "exam\u200bple.com, 422", "ｅxample.com, 422"})
    void takesNamesOfHostsForDomains(String domain, int status) {
        var answer = people.signUp()
                .api()
                .post("/api/v1/companies", "{\"name\":\"x\",\"domain\":\"%s\"}".formatted(domain));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/errors/0/field")).isEqualTo(status == 201 ? "" : "domain");
    }

    @ParameterizedTest
    @CsvSource({"Europe/Vienna, 200", "UTC, 200", "Etc/GMT+5, 200", "SystemV/AST4, 422", "SystemV/PST8PDT, 422",
        "GMT+5, 422",
        "PST, 422", "+02:00, 422", "europe/vienna, 422"})
    void takesZonesOfTheIanaDatabase(String zone, int status) {
        var person = people.signUp();

        assertThat(patch(person, "/api/v1/profile", "timezone", zone)).isEqualTo(status);
        assertThat(patch(person, "/api/v1/organization/settings", "timezone", zone)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "\"P1Y\"", "\"PT1E5S\"", "\"P99999999999999999999D\"", "5", "{}", "[]",
        "true"})
    void saysWhatASpanOfTimeIs(String overlap) {
        var answer = people.signUp()
                .api()
                .post("/api/v1/api-keys/" + java.util.UUID.randomUUID() + "/rotations", "{\"overlap\":" + overlap + "}")
                .expect(400);

        assertThat(answer.at("/errors/0/field")).isEqualTo("overlap");
        assertThat(answer.at("/errors/0/message")).contains("duration of ISO 8601, such as P1D");
    }

    /** Or refuses it, saying where. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.0", "1.50", "1E5", "1e22", "1e99", "1e-90", "-1e98", "1e100", "-1e99", "1e300",
        "1e-300",
        "123456789012345678901234567890", "0.1"})
    void keepsNumbersThatCanBeSentAgain(String number) {
        var person = people.signUp();
        var answer = person.api().patch("/api/v1/profile", "{\"preferences\":{\"n\":[" + number + "]}}");
        if (answer.status() != 200) {
            assertThat(answer.expect(400).at("/errors/0/field")).isEqualTo("preferences.n[0]");
            return;
        }

        var shown = person.api().get("/api/v1/profile").expect(200);
        var again = person.api().put("/api/v1/profile", shown.text()).expect(200);

        assertThat(again.json().at("/preferences")).isEqualTo(shown.json().at("/preferences"));
        assertThat(again.header("ETag")).isEqualTo(shown.header("ETag"));
    }

    private static int patch(Person person, String path, String member, String value) {
        return person.api().patch(path, "{\"%s\":\"%s\"}".formatted(member, value)).status();
    }
}
