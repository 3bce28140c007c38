package dev.tenantry.identity.link.onetime;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedCodeTests {

    @ParameterizedTest
    @ValueSource(strings = {"123456", " 123 456\n", "123-456", "1\u00a02\u20093\u202f4\u30005\t6", "123\u2011456",
        "\u200e123456\u200f", "\u0661\u0662\u0663\u0664\u0665\u0666", "\uff11\uff12\uff13 \uff14\uff15\uff16"})
    void isItsDigits(String typed) {
        assertThat(TypedCode.normal(typed)).isEqualTo("123456");
    }

    /** The ten digits of every script. */
    @Test
    void readsTheDigitsOfEveryScript() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT - 9)
                .filter(character -> Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER
                        && Character.digit(character, 10) == 0)
                .forEach(zero -> assertThat(TypedCode.normal(IntStream.range(0, 10)
                        .mapToObj(digit -> Character.toString(zero + digit))
                        .collect(Collectors.joining()))).isEqualTo("0123456789"));
    }

    @Test
    void isNoOtherCodeForWhatIsNoDigit() {
        assertThat(TypedCode.normal("12\u00b2456")).isEqualTo("12\u00b2456");
        assertThat(TypedCode.normal("1 ".repeat(100))).isEqualTo("1 ".repeat(100));
    }
}
