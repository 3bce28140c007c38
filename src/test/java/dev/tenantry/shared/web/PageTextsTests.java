package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Pages say the same in every language. */
class PageTextsTests {

    private static final Pattern RESOURCE = Pattern.compile("classes/([a-z/]+)_ar\\.properties");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @MethodSource
    void noLanguageLacksAText(String resource) {
        var texts = PageTexts.of(resource);
        var english = texts.in(Locale.ENGLISH).texts();
        for (var language : Set.of("de", "fr", "es", "ar")) {
            var words = texts.alone(Locale.forLanguageTag(language));

            assertThat(words.locale().getLanguage()).isEqualTo(language);
            assertThat(words.texts().keySet()).as(language).isEqualTo(english.keySet());
            english.stringPropertyNames()
                    .forEach(name -> assertThat(places(words.of(name))).as(language + " " + name)
                            .isEqualTo(places(english.getProperty(name))));
        }
    }

    static Stream<String> noLanguageLacksAText() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:*/**/*_ar.properties"))
                .map(Object::toString)
                .map(RESOURCE::matcher)
                .filter(Matcher::find)
                .map(resource -> resource.group(1))
                // Words of mails stand beside what is written in English by itself.
                .filter(name -> !name.endsWith("/words") && new ClassPathResource(name + "_en.properties").exists());
    }

    @Test
    void aPageIsNotShownWithoutItsWords() {
        var page = HtmlPage.of("crm/quote/page.html");

        assertThatThrownBy(() -> page.fill(HtmlPage.values().put("isOpen", true).put("language", "de")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("direction");
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
