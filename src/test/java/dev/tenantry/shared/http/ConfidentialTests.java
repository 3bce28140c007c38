package dev.tenantry.shared.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfidentialTests {

    private static final String SECRET = "S3cret\"quote\\and/plus+<ä€😀> 1";
    private static final Confidential HIDING = Confidential.of(List.of(SECRET, "pass", "", "a", "S3cret"));

    static Stream<String> spellings() {
        var json = new JsonMapper().writeValueAsString(SECRET);
        var url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        var points = new StringBuilder();
        SECRET.chars().forEach(unit -> points.append("\\u%04X".formatted(unit)));
        return Stream.of(SECRET, json.substring(1, json.length() - 1), json.replace("/", "\\/"), url,
                url.replace("+", "%20"), points.toString(),
                SECRET.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;"),
                SECRET.replace("<", "&#60;").replace("\"", "&#x22;"), base64("a:" + SECRET),
                base64("ab:" + SECRET + "!"),
                base64("\0u\0" + SECRET + "~~"), base64(SECRET).replace('+', '-').replace('/', '_'));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void hidesASecretHoweverItIsSpelled(String spelled) {
        var hidden = HIDING.hide("{\"you\":\"sent Bearer " + spelled + "\"}");

        assertThat(hidden).contains("***")
                .endsWith("\"}")
                .doesNotContain("3cret", "quote", spelled,
                        spelled.substring(spelled.length() / 3, 2 * spelled.length() / 3));
    }

    @Test
    void leavesTheRestAsItIs() {
        assertThat(HIDING.hide("S3cre passed \\ % & + u0053")).isEqualTo("S3cre ***ed \\ % & + u0053");
        assertThat(Confidential.NOTHING.hide(SECRET)).isEqualTo(SECRET);
    }

    /** Whatever length it has: with nothing left of what stands at its end. */
    @ParameterizedTest
    @ValueSource(strings = {"secret-1", "secret-12", "secret-123"})
    void hidesBasicAuthenticationToItsEnd(String secret) {
        for (var name : List.of("", "a", "ab", "abc")) {
            var encoded = base64(name + ":" + secret);
            var hidden = Confidential.of(List.of(secret)).hide("Basic " + encoded + "\"");

            assertThat(hidden).endsWith("***\"");
            assertThat(Confidential.of(List.of(secret)).hide("Basic " + encoded.replace("=", "") + "\""))
                    .endsWith("***\"");
        }
    }

    /** Answers are as long as servers like, and secrets as alike as their owners do: what takes too long is not shown at all. */
    @Test
    @Timeout(30)
    void showsNothingOfATextThatIsMadeToTakeLong() {
        var secrets = IntStream.range(0, 50).mapToObj(number -> "a".repeat(10_000) + number).toList();

        assertThat(Confidential.of(secrets).hide("a".repeat(256 * 1024))).isEqualTo("***");
        assertThat(Confidential.of(secrets).hide("%61".repeat(80 * 1024))).isEqualTo("***");
    }

    @Test
    @Timeout(30)
    void looksForManySecretsInALongText() {
        var secrets = IntStream.range(0, 50).mapToObj(number -> number + "-secret-" + "x%y".repeat(3_000)).toList();
        var text = "a=%20&b=\\n\"1-secret-x".repeat(10_000);

        assertThat(Confidential.of(secrets).hide(text + secrets.get(7) + "!")).isEqualTo(text + "***!");
    }

    @Test
    void hidesWhatStandsAcrossAnother() {
        var hiding = Confidential.of(List.of("xyab", "abcdefgh", "line\nof a key"));

        assertThat(hiding.hide("-xyabcdefgh-")).isEqualTo("-***-");
        assertThat(hiding.hide("-xyabxyab-")).isEqualTo("-******-");
        assertThat(hiding.hide("{\"key\":\"line\\nof a key\"}")).isEqualTo("{\"key\":\"***\"}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
