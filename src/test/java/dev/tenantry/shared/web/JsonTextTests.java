package dev.tenantry.shared.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonTextTests {

    /** Overlong forms, surrogates, what is beyond U+10FFFF, what stands alone, what breaks off. */
    @ParameterizedTest
    @ValueSource(strings = {"C080", "E08080", "F0808080", "C1BF", "EDA080", "EDBFBF", "EDA080EDB080", "F4908080",
        "F8888080", "FF", "80", "C3", "E282", "F09F98"})
    void refusesBytesThatAreNoUtf8WithTheirPlace(String bytes) {
        var body = HexFormat.of().parseHex(hex("{\"tags\":[1,{\"a\":\"é") + bytes + hex("\"}]}"));

        var refusal = refusal(body);

        assertThat(refusal.errors().getFirst().field()).isEqualTo("tags[1].a");
        assertThat(refusal.detail()).contains("byte 20 ", "line 1, column 19");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"a\":\"\\ud800\"} | a",
        "{\"a\":[\"\\udc00x\"]} | a[0]",
        "{\"a\":\"\\ud83d\\ud83d\\ude00\"} | a", "{\"a\":{\"b\":\"x\\u0000\"}} | a.b", "{\"a\":1,\"a\":2} | a",
        "{\"a\":{\"b\":1,\"c\":2,\"b\":3}} | a.b", "{\"a\":1.5e+9999} | a", "{\"a\":[0,1e400]} | a[1]",
        "{\"a\":1e-400} | a", "{\"a\":{\"b\":1e300}} | a.b", "{\"a\":1e-99} | a", "{\"a\":-1e99} | a",
        "{\"a\":0.12345678901234567890} | a", "{\"a\":NaN} | a", "{\"a\":[Infinity]} | a[0]",
        "{\"a\":1}{\"b\":2} | ``", "1 2 | ``", "[] null | ``", "{} \"\" | ``"})
    void refusesWhatCouldNotBeKeptAsItWasSent(String body, String field) {
        assertThat(refusal(body).errors().getFirst().field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"😀 \\ud83d\\ude00 \\n\uFFFE\"}",
        "[1,-0,1.10,1e99,1e-98,-1e98,12345678901234567890,0.1]",
        "null",
        " \"text\" ", "", "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}", "\uFEFF{}"})
    void takesAllElse(String body) {
        assertThatCode(() -> JsonText.check(body.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void guessesNoOtherEncoding(String charset) {
        assertThatThrownBy(() -> JsonText.check("{\"a\":1}".getBytes(Charset.forName(charset))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void bindsDepthSizeAndLength() {
        assertThat(refusal("{\"a\":" + "[".repeat(10_000)).detail()).startsWith("a[0]").contains("64 deep");
        assertThat(refusal("{\"a\":[1" + ",1".repeat(10_000) + "]}").errors().getFirst().field()).startsWith("a[");
        assertThat(refusal("[" + ("[1" + ",1".repeat(9_999) + "],").repeat(11)).detail())
                .contains("100000 values");
        assertThat(refusal("{\"a\":\"" + "x".repeat(1_000_001) + "\"}").detail()).startsWith("a: ");
        assertThat(refusal("{\"" + "x".repeat(300) + "\":1}").detail()).hasSizeLessThan(200);
        assertThat(refusal("{\"a\":" + "1".repeat(5_000) + "}").detail()).startsWith("a: ");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException refusal(String body) {
        return refusal(body.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException refusal(byte[] body) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> JsonText.check(body));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
