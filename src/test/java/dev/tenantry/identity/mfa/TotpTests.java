package dev.tenantry.identity.mfa;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.shared.crypto.Secret;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, the lines for SHA-1. */
    @ParameterizedTest
    @CsvSource({"59,94287082", "1111111109,07081804", "1111111111,14050471", "1234567890,89005924",
        "2000000000,69279037", "20000000000,65353130"})
    void computesTheCodesOfTheStandard(long time, String code) {
        assertThat(Totp.code(SECRET, time / Totp.PERIOD_SECONDS, 8)).isEqualTo(code);
        assertThat(Totp.code(SECRET, time / Totp.PERIOD_SECONDS, 6)).isEqualTo(code.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"-2,false", "-1,true", "0,true", "1,true", "2,false"})
    void acceptsClocksThatAreAPeriodOff(int off, boolean isAccepted) {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = now.getEpochSecond() / Totp.PERIOD_SECONDS + off;

        var match = Totp.match(SECRET, Totp.code(SECRET, step, 6), now, 0);

        assertThat(match.isPresent()).isEqualTo(isAccepted);
        match.ifPresent(found -> assertThat(found).isEqualTo(step));
    }

    @Test
    void acceptsNoCodeOfAPeriodThatWasUsedOrIsBeforeOneThatWas() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        var step = now.getEpochSecond() / Totp.PERIOD_SECONDS;

        assertThat(Totp.match(SECRET, Totp.code(SECRET, step, 6), now, step)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step - 1, 6), now, step)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, step + 1, 6), now, step)).hasValue(step + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "0", "00592", "0059244", "ABCDEF", "٠٠٥٩٢٤"})
    void acceptsNothingElse(String code) {
        assertThat(Totp.match(SECRET, code, Instant.ofEpochSecond(1_234_567_890), 0)).isEmpty();
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void writesSecretsInBase32(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void tellsAuthenticatorsAllTheyNeed() {
        var uri = new KeyUri("Ada & Co", "ada@example.test", new Secret("MZXW6YTBOI"));

        assertThat(uri.text()).isEqualTo("otpauth://totp/Ada%20%26%20Co:ada%40example.test?algorithm=SHA1&digits=6"
                + "&issuer=Ada%20%26%20Co&period=30&secret=MZXW6YTBOI");
        assertThat(uri.qrCode()).startsWith("<svg ").endsWith("</svg>").doesNotContain("#", "%", "\n");
    }
}
