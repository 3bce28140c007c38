package dev.tenantry.shared.web;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages say the same in every language. */
class PageTextsTests {

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @ValueSource(strings = {"crm/form/texts", "notification/unsubscribe", "automation/approval",
        "crm/digest/texts", "shared/errors"})
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

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
