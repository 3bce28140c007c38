package dev.tenantry.shared.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "abcdefghij", "😀😀😀😀😀😀", "a😀b😀c😀", "𝒜𝒷", "ab\u0301cde\u0301"})
    void areShortenedToWholeCharacters(String text) {
        for (var most = 1; most <= 12; most++) {
            var characters = text.codePoints().toArray();
            var kept = Math.min(most, characters.length);

            assertThat(Texts.beginning(text, most)).isEqualTo(new String(characters, 0, kept));
            assertThat(Texts.end(text, most)).isEqualTo(new String(characters, characters.length - kept, kept));
            assertThat(Texts.shown(text, most)).isEqualTo(characters.length <= most
                    ? text
                    : new String(characters, 0, most - 1) + "…");
        }
    }
}
