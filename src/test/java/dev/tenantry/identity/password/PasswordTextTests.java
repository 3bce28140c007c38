package dev.tenantry.identity.password;

import java.text.Normalizer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordTextTests {

    /** All characters, one by one: refused, or the same however they are composed. */
    @Test
    void isTheSameHoweverItsCharactersAreComposed() {
        var wrong = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(PasswordTextTests::isWorthTrying)
                .filter(character -> !isRefusedOrTheSame(character));

        assertThat(wrong).isEmpty();
    }

    /** Unassigned and private ones are a million, and all alike: some of them. */
    private static boolean isWorthTrying(int character) {
        var type = Character.getType(character);
        return type != Character.UNASSIGNED && type != Character.PRIVATE_USE || character % 97 == 0;
    }

    private static boolean isRefusedOrTheSame(int character) {
        var password = "a" + Character.toString(character) + "\u0301";
        var normal = PasswordText.normal(password);
        var type = Character.getType(character);
        if (type == Character.CONTROL || type == Character.SURROGATE) {
            return normal == null;
        }
        return normal != null && normal.equals(PasswordText.normal(normal))
                && normal.equals(PasswordText.normal(Normalizer.normalize(password, Normalizer.Form.NFD)));
    }

    @Test
    void writesEverySpaceAsTheCommonOne() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> Character.getType(character) == Character.SPACE_SEPARATOR)
                .forEach(space -> assertThat(PasswordText.normal("a" + Character.toString(space) + "b"))
                        .isEqualTo("a b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tab\there", "nul\0", "half \ud83d", "half \ude00", "\ude00\ud83d the wrong way"})
    void refusesWhatIsNoPassword(String password) {
        assertThat(PasswordText.normal(password)).isNull();
    }

    @Test
    void keepsCaseWidthAndCompatibilityCharacters() {
        assertThat(PasswordText.normal("\uff21\ufb01Aa\ud83d\ude00")).isEqualTo("\uff21\ufb01Aa\ud83d\ude00");
    }
}
