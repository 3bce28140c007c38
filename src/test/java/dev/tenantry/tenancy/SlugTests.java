package dev.tenantry.tenancy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.tenancy.value.Slugs;

import static org.assertj.core.api.Assertions.assertThat;

/** Names in addresses, made of names in any script. */
class SlugTests extends ApiTest {

    private static final Pattern SLUG = Pattern.compile(Slugs.PATTERN);

    @ParameterizedTest
    @CsvSource({"Außendienst West, aussendienst-west", "Ærø & Łódź, aero-lodz", "İstanbul, istanbul",
        "Продажи, prodazhi", "Αθήνα, athina", "営業 Tokyo, tokyo", "営業, team", "Ｆｕｌｌ　ｗｉｄｔｈ, full-width", "-- x --, x",
        "🎉, team", "ﬁne, fine"})
    void aNameIsSpelledAsFarAsItCanBe(String name, String slug) {
        assertThat(Slugs.of(name, "team")).isEqualTo(slug);
    }

    @Test
    void aLongNameIsShortenedWithItsNumber() {
        var slug = Slugs.of("a".repeat(59) + " b", "team");

        var second = Slugs.unused(slug, slug::equals);

        assertThat(slug).hasSize(59);
        assertThat(second).endsWith("a-2").hasSizeLessThanOrEqualTo(60).startsWith(Slugs.stem(slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"営業部", "Отдел", "مبيعات", "🎉", "-", "Ümlaut", "a"})
    void whateverTheNameIsTheSlugIsOne(String name) {
        var api = people.signUp().api();
        for (var count = 0; count < 3; count++) {
            isASlug(make(api, "/api/v1/teams", "{\"name\": \"%s\"}".formatted(name)));
            isASlug(make(api, "/api/v1/roles",
                    "{\"name\": \"%s\", \"permissions\": []}".formatted(name + "部".repeat(count))));
            isASlug(make(api, "/api/v1/organizations", "{\"name\": \"%s\", \"kind\": \"team\"}".formatted(name)));
        }
    }

    @Test
    void manyOfOneNameAtOnceHaveSlugsOfTheirOwn() {
        var api = people.signUp().api();
        var count = new AtomicInteger();

        var teams = Parallel.times(12, () -> make(api, "/api/v1/teams", "{\"name\": \"営業部\"}"));
        var roles = Parallel.times(12, () -> make(api, "/api/v1/roles", "{\"name\": \"%s\", \"permissions\": []}"
                .formatted("部".repeat(count.incrementAndGet()))));

        assertThat(teams.stream().map(answer -> answer.at("/slug")).distinct()).hasSize(12);
        assertThat(roles.stream().map(answer -> answer.at("/slug")).distinct()).hasSize(12);
    }

    private static Answer make(Api api, String path, String body) {
        return api.post(path, body).expect(201);
    }

    private static void isASlug(Answer made) {
        assertThat(made.at("/slug")).matches(SLUG).hasSizeLessThanOrEqualTo(60);
    }
}
